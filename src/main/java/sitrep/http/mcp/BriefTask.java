package sitrep.http.mcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.core.text.ForeignText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as a model is told of it: the fields of the API by the same names, of which long texts are cut and long lists
 * have their first items, with how many more there are.
 */
final class BriefTask {
    /** Longest text in a row of a list. */
    static final int ROW_TEXT = 200;

    /** Longest text of one task that is asked for alone. */
    static final int TEXT = 1_000;

    /** Most runs, those that go on first, and most updates, the newest first. */
    static final int RUNS = 10;

    static final int UPDATES = 5;

    /** Most labels, links, and blocks of a run. */
    private static final int FEW = 5;

    private static final List<String> PLAIN = List.of("phase", "since", "attention", "outcome", "ended", "lastUpdate");
    private static final List<String> RUN = List.of("label", "kind", "phase", "since", "outcome", "summary");

    private BriefTask() {}

    /** What lists have of it. */
    static ObjectNode row(JsonNode task) {
        return fields(task, ROW_TEXT);
    }

    /** What there is of it when it is asked for alone. */
    static ObjectNode whole(JsonNode task) {
        var brief = fields(task, TEXT);
        text(task, "goal", TEXT, brief);
        text(task, "parent", TEXT, brief);
        text(task, "created", TEXT, brief);
        var labels = brief.putObject("labels");
        task.path("labels").properties().stream()
                .limit(FEW)
                .forEach(label -> labels.put(
                        cut(label.getKey(), ROW_TEXT), cut(label.getValue().asString(""), ROW_TEXT)));
        list(task, "links", FEW, link -> picked(link, List.of("rel", "href"), ROW_TEXT), brief);
        var runs = items(task.path("runs")).stream()
                .sorted(Comparator.comparing((JsonNode run) -> run.has("outcome"))
                        .thenComparing(run -> run.path("since").asString(""), Comparator.reverseOrder()))
                .toList();
        list(runs, "runs", RUNS, BriefTask::run, brief);
        list(task, "updates", UPDATES, update -> picked(update, List.of("text", "at", "run"), TEXT), brief);
        list(task, "dissent", FEW, word -> picked(word, List.of("of", "said", "source", "at"), ROW_TEXT), brief);
        return brief;
    }

    private static ObjectNode run(JsonNode run) {
        var brief = JsonNodeFactory.instance.objectNode();
        brief.put("id", run.path("id").asString(""));
        brief.setAll(picked(run, RUN, ROW_TEXT));
        progress(run, brief);
        list(run, "blocks", FEW, BriefTask::block, brief);
        return brief;
    }

    private static ObjectNode fields(JsonNode task, int most) {
        var brief = JsonNodeFactory.instance.objectNode();
        brief.put("id", task.path("id").asString(""));
        text(task, "name", ROW_TEXT, brief);
        brief.setAll(picked(task, PLAIN, most));
        if (task.has("block")) brief.set("block", block(task.path("block"), most));
        if (task.has("update")) brief.set("update", picked(task.path("update"), List.of("text", "at"), most));
        if (task.has("next")) {
            brief.set("next", picked(task.path("next"), List.of("text", "who", "command", "link"), most));
        }
        progress(task, brief);
        if (task.has("owner")) brief.set("owner", picked(task.path("owner"), List.of("name", "where"), ROW_TEXT));
        if (task.has("executor")) {
            brief.set("executor", picked(task.path("executor"), List.of("kind", "name", "where"), ROW_TEXT));
        }
        if (task.has("reported")) brief.set("reported", picked(task.path("reported"), List.of("to", "at"), ROW_TEXT));
        return brief;
    }

    private static ObjectNode block(JsonNode block) {
        return block(block, ROW_TEXT);
    }

    private static ObjectNode block(JsonNode block, int most) {
        return picked(block, List.of("reason", "text", "waitingOn", "since"), most);
    }

    private static void progress(JsonNode of, ObjectNode brief) {
        if (!of.has("progress")) return;
        var into = brief.putObject("progress");
        into.put("done", of.path("progress").path("done").longValue());
        into.put("total", of.path("progress").path("total").longValue());
    }

    /** The texts by these names, as far as they are there. */
    static ObjectNode picked(JsonNode from, List<String> names, int most) {
        var picked = JsonNodeFactory.instance.objectNode();
        for (var name : names) text(from, name, most, picked);
        return picked;
    }

    private static void text(JsonNode from, String name, int most, ObjectNode into) {
        var value = from.path(name);
        if (value.isString()) into.put(name, cut(value.stringValue(), most));
    }

    private static void list(JsonNode from, String name, int most, Function<JsonNode, ObjectNode> each, ObjectNode in) {
        list(items(from.path(name)), name, most, each, in);
    }

    /** The first of them, and under the name with "more" in front how many follow. */
    static void list(List<JsonNode> all, String name, int most, Function<JsonNode, ObjectNode> each, ObjectNode into) {
        if (all.isEmpty()) return;
        var first = into.putArray(name);
        all.stream().limit(most).map(each).forEach(first::add);
        if (all.size() > most)
            into.put("more" + Character.toUpperCase(name.charAt(0)) + name.substring(1), left(all, most));
    }

    private static int left(List<JsonNode> all, int most) {
        return all.size() - most;
    }

    static List<JsonNode> items(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    /** On one line, and no longer than this: of a longer one the middle is left out. */
    static String cut(String text, int most) {
        return ForeignText.withEnds(text.replaceAll("\\s+", " ").strip(), most);
    }

    /** The values that are there. */
    static Stream<String> there(String... values) {
        return Stream.of(values).filter(value -> !value.isEmpty());
    }
}
