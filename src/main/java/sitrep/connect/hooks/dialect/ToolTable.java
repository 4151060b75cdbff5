package sitrep.connect.hooks.dialect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/** What the tools of an agent say about whoever calls them: a table by their names. */
public final class ToolTable {
    /** Things to be done that one list may hold; of more the first. */
    private static final int STEPS = 200;

    /**
     * A sort of tools.
     *
     * @param phase absent for those that only look after other calls, or after the agent itself
     * @param verb what is done, for people
     * @param about the fields of the arguments that say what it is about: the first that has a text
     */
    private record Row(Optional<Phase> phase, OpenCall.Kind kind, String verb, List<String> about) {}

    private final Map<String, Row> rows = new HashMap<>();

    /** Tools that do something by which the phase can be told. */
    public ToolTable with(Phase phase, OpenCall.Kind kind, String verb, List<String> about, String... tools) {
        var row = new Row(Optional.of(phase), kind, verb, about);
        Stream.of(tools).forEach(tool -> rows.put(tool, row));
        return this;
    }

    /** Tools that say nothing of the phase. */
    public ToolTable aside(OpenCall.Kind kind, String verb, List<String> about, String... tools) {
        var row = new Row(Optional.empty(), kind, verb, about);
        Stream.of(tools).forEach(tool -> rows.put(tool, row));
        return this;
    }

    /** Tools that run a command, which stands in one of these fields. */
    public ToolTable shell(List<String> fields, String... tools) {
        var row = new Row(Optional.empty(), OpenCall.Kind.SHELL_OTHER, "", fields);
        Stream.of(tools).forEach(tool -> rows.put(tool, row));
        return this;
    }

    /** A call of a tool with these arguments. One that is not in the table says nothing of the phase. */
    public ToolCall call(Optional<String> id, String name, JsonNode input) {
        var tool = ForeignValue.line(name, 100).orElse("a tool");
        var likeness = Canon.digest(tool, input);
        var row = Optional.ofNullable(rows.get(tool))
                .orElseGet(() -> new Row(Optional.empty(), OpenCall.Kind.OTHER, tool, List.of("description")));
        if (row.kind == OpenCall.Kind.SHELL_OTHER) return shell(id, likeness, row, input);
        var title = title(row, input);
        var asks = new ToolCall.Asking(BlockReason.APPROVAL, exact(row, input, title), List.of());
        return new ToolCall(id, likeness, row.phase, row.kind, title, Optional.empty(), asks);
    }

    private static ToolCall shell(Optional<String> id, String likeness, Row row, JsonNode input) {
        var command = first(row, input).orElse("");
        var title = ForeignValue.line(command, Limits.TEXT).orElse("a command");
        var text = ForeignValue.asked(command).orElse(title);
        var limit = Optional.of(Duration.ofSeconds(ShellMeaning.slept(command)))
                .filter(Duration::isPositive)
                .filter(time -> time.compareTo(Limits.DECLARED) <= 0);
        return new ToolCall(
                id,
                likeness,
                Optional.of(ShellMeaning.phaseOf(command)),
                ShellMeaning.kindOf(command),
                title,
                limit,
                new ToolCall.Asking(BlockReason.APPROVAL, text, List.of()));
    }

    private static Optional<String> first(Row row, JsonNode input) {
        return row.about.stream()
                .map(field -> ForeignValue.text(input, field))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static String title(Row row, JsonNode input) {
        var about = first(row, input).map(ToolTable::shortened);
        if (about.isEmpty() && row.kind == OpenCall.Kind.PLAN) return "";
        return ForeignValue.line(about.map(text -> row.verb + " " + text).orElse(row.verb), ForeignValue.NEWS)
                .orElse("a tool");
    }

    private static String exact(Row row, JsonNode input, String title) {
        return first(row, input)
                .flatMap(text -> ForeignValue.asked(row.verb + " " + text))
                .orElse(title.isBlank() ? row.verb : title);
    }

    /** Of the path of a file its name. */
    static String shortened(String text) {
        return text.startsWith("/") && !text.contains(" ") ? text.substring(text.lastIndexOf('/') + 1) : text;
    }

    /** A question with its answers, as several agents write it: a list of them, each with options that have labels. */
    public static ToolCall.Asking question(JsonNode questions) {
        var texts = new ArrayList<String>();
        for (var one : questions) {
            ForeignValue.line(ForeignValue.text(one, "question"), Limits.TEXT).ifPresent(texts::add);
        }
        var options = new ArrayList<String>();
        if (questions.size() == 1) {
            for (var option : questions.path(0).path("options")) {
                var label = option.isString() ? option.asString() : ForeignValue.text(option, "label");
                if (options.size() < Limits.OPTIONS)
                    ForeignValue.line(label, Limits.NAME).ifPresent(options::add);
            }
        }
        var text = ForeignValue.asked(String.join("\n", texts)).orElse("It asks a question");
        return new ToolCall.Asking(BlockReason.USER_INPUT, text, options);
    }

    /**
     * What is to be done, as several agents write it: a list, each with a {@code status}.
     *
     * @param fields which field says what is to be done: the first that has a text
     */
    public static List<Signal.Step> steps(JsonNode list, String... fields) {
        var steps = new ArrayList<Signal.Step>();
        for (var one : list) {
            var status = ForeignValue.text(one, "status");
            if (status.equals("cancelled")) continue;
            var title = Stream.of(fields)
                    .map(field -> ForeignValue.text(one, field))
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .flatMap(text -> ForeignValue.line(text, ForeignValue.NEWS))
                    .orElse("");
            var current = status.equals("in_progress") || status.equals("inProgress");
            steps.add(new Signal.Step("" + steps.size(), title, status.equals("completed"), current));
            if (steps.size() == STEPS) break;
        }
        return steps;
    }
}
