package sitrep.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.PastMoment;
import sitrep.cli.client.ServerAnswer;
import sitrep.cli.screen.BoardTable;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.LostContact;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitrep ls}: the board as a table. */
@Command(
        name = "ls",
        aliases = "list",
        description = "Lists tasks in the order of the board: what needs you first.",
        footerHeading = "%nMarks: ! needs you, ? looks stuck, ✓ ✗ ended, › working, · queued.%n%nExamples:%n",
        footer = {
            "  sitrep ls --attention needs_you",
            "  sitrep ls --label release=2.4 --owner Dana",
            "  sitrep ls --at 03:10",
            "  sitrep ls --json | jq -r '.items[].id'"
        },
        sortOptions = false)
public final class ListCommand implements Callable<Integer> {

    /** Settled tasks shown when nobody asks for them. */
    private static final int SETTLED = 5;

    /** Tasks on one page of the API. */
    private static final int PAGE = 500;

    private static final int USUAL = 100;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            split = ",",
            description = "Only those in this phase, such as testing; several with commas between.")
    private List<String> phases = List.of();

    @Option(
            names = "--attention",
            paramLabel = "WORD",
            description = "Only needs_you, stuck, unreported, working, queued or settled.")
    private Optional<String> attention = Optional.empty();

    @Option(names = "--shelf", paramLabel = "WORD", description = "Only on_it, snoozed, dismissed, or none of these.")
    private Optional<String> shelf = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Only those that NAME asked for.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only those that SOURCE told of.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only those with a worker that is main, subagent, acp, process, cron or other.")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--remark",
            paramLabel = "WORD",
            description = "Only those of which it is said that they are slow, or retrying.")
    private Optional<String> remark = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            description = "As of a moment that is over: a time of day, how long ago, as in 2h, a date, or a time.")
    private Optional<String> at = Optional.empty();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Only those with this label; repeatable.")
    private List<String> labels = List.of();

    @Option(
            names = {"-q", "--q"},
            paramLabel = "WORDS",
            description = "Only those in which all these words occur.")
    private Optional<String> words = Optional.empty();

    @Option(
            names = {"-a", "--all"},
            description = "All of them, settled ones too.")
    private boolean all;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "At most N tasks; default: " + USUAL + ".")
    private Optional<Integer> limit = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private String moment = "";

    private final RootCommand root;

    public ListCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var most = limit.orElse(all ? Integer.MAX_VALUE : USUAL);
        if (most < 1)
            return talk.wrong(ExitCode.USAGE, "Bad limit", "--limit: found " + most + "; allowed: 1 or more.");
        var unknown =
                phases.stream().filter(word -> !Phase.words().contains(word)).findFirst();
        if (phases.size() > 1 && unknown.isPresent()) {
            var allowed = String.join(" ", Phase.words());
            var text = "--phase: found '" + InertText.line(unknown.get()) + "'; allowed: " + allowed + ".";
            return talk.wrong(ExitCode.USAGE, "Unknown phase", text);
        }
        return at.map(when -> showAsOf(when, talk, most)).orElseGet(() -> show(talk, most));
    }

    private int showAsOf(String when, CommandTalk talk, int most) {
        var then = PastMoment.of(when, talk.surroundings())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--at: '" + when + "' is not understood; allowed: " + PastMoment.ALLOWED));
        moment = "&at=" + ApiClient.encoded(then.toString());
        var clock = talk.surroundings().screen().clock(then);
        if (!talk.json()) talk.say(StyledLine.of(Ink.FAINT, "As of " + clock + ":"));
        return show(talk.asOf(then), most);
    }

    private int show(CommandTalk talk, int most) {
        return talk.with(got(talk, most, ""), first -> {
            if (talk.json()) return document(talk, first, most);
            return new Listing(talk, most, first).show();
        });
    }

    /**
     * The tasks on the screen, page by page, so that a very long list neither waits for its end nor fills the memory.
     */
    private final class Listing {
        private final CommandTalk talk;
        private final JsonNode first;
        private final BoardTable table;
        private int left;

        Listing(CommandTalk talk, int most, JsonNode first) {
            this.talk = talk;
            this.first = first;
            this.left = most;
            var answer = new ServerJson(first);
            this.table = BoardTable.fitting(
                    answer.list("items"),
                    LostContact.of(answer),
                    talk.surroundings().screen());
        }

        int show() {
            if (first.path("items").isEmpty() && !first.has("next")) {
                talk.say(StyledLine.of(
                        filtered() ? "No task matches." : "No tasks yet. Try: sitrep run -- any command"));
                return ExitCode.OK;
            }
            meant(first)
                    .ifPresent(showing -> talk.say(StyledLine.of(
                            Ink.FAINT,
                            "Nothing matches \"" + InertText.line(words.orElse("")) + "\"; this is what matches \""
                                    + InertText.line(showing) + "\".")));
            words = meant(first).or(() -> words);
            talk.say(table.header());
            return rows(first);
        }

        private int rows(JsonNode page) {
            var items = exactFirst(new ServerJson(page));
            var shown = all || filtered() ? items : withoutOldOnes(items);
            talk.say(table.lines(shown.subList(0, Math.min(left, shown.size()))));
            left -= items.size();
            var next = page.path("next").asString("");
            if (next.isEmpty() || left <= 0 || shown.size() < items.size()) return footer(page, shown.size());
            return talk.with(got(talk, left, next), this::rows);
        }

        private int footer(JsonNode page, int shown) {
            var screen = talk.surroundings().screen();
            talk.say(LostContact.lines(new ServerJson(page), screen));
            if (all || filtered()) return ExitCode.OK;
            var total = 0L;
            for (var count : page.path("counts")) total += count.asLong(0);
            if (total > shown)
                talk.say(StyledLine.of(Ink.FAINT, "  and " + (total - shown) + " more: sitrep ls --all"));
            return ExitCode.OK;
        }
    }

    /** What was looked for, where nothing has the words that were asked for. */
    private static Optional<String> meant(JsonNode page) {
        return Optional.of(page.path("showing").asString("")).filter(text -> !text.isEmpty());
    }

    /** What is called exactly as it was asked for comes first, wherever it stands. */
    private static List<ServerJson> exactFirst(ServerJson page) {
        var exact = page.list("exact");
        var ids = exact.stream().map(task -> task.raw("id")).toList();
        var others = page.list("items").stream().filter(task -> !ids.contains(task.raw("id")));
        return Stream.concat(exact.stream(), others).toList();
    }

    private static List<ServerJson> withoutOldOnes(List<ServerJson> tasks) {
        var shown = new ArrayList<ServerJson>();
        var settled = 0;
        for (var task : tasks) {
            if (task.raw("attention").equals("settled") && ++settled > SETTLED) break;
            shown.add(task);
        }
        return shown;
    }

    /** One document with all items, in the API's own shape. */
    private int document(CommandTalk talk, JsonNode first, int most) {
        var whole = (ObjectNode) first;
        var items = (ArrayNode) whole.get("items");
        return more(talk, whole, items, most);
    }

    private int more(CommandTalk talk, ObjectNode whole, ArrayNode items, int most) {
        words = meant(whole).or(() -> words);
        var next = whole.path("next").asString("");
        if (next.isEmpty() || items.size() >= most) {
            talk.document(whole);
            return ExitCode.OK;
        }
        return talk.with(got(talk, most - items.size(), next), page -> {
            page.path("items").forEach(items::add);
            whole.remove("next");
            if (page.has("next")) whole.set("next", page.get("next"));
            return more(talk, whole, items, most);
        });
    }

    private boolean filtered() {
        return !phases.isEmpty() || !filters().isEmpty();
    }

    /** A page of them. A server knows one phase at a time: for several it is asked for all, and the others left out. */
    private ServerAnswer got(CommandTalk talk, int most, String cursor) {
        var answer = talk.client().get(page(phases.size() > 1 ? PAGE : most, cursor));
        if (phases.size() < 2 || !(answer instanceof ServerAnswer.Given(var page))) return answer;
        if (page.get("items") instanceof ArrayNode items) {
            items.removeIf(task -> !phases.contains(task.path("phase").asString("")));
        }
        return answer;
    }

    private String page(int most, String cursor) {
        var query = "?limit=" + Math.min(PAGE, most) + filters() + moment;
        return "/api/v1/tasks" + query + (cursor.isEmpty() ? "" : "&cursor=" + ApiClient.encoded(cursor));
    }

    private String filters() {
        var query = new StringBuilder();
        if (phases.size() == 1) add(query, "phase", Optional.of(phases.getFirst()));
        add(query, "attention", attention);
        add(query, "shelf", shelf);
        add(query, "owner", owner);
        add(query, "source", source);
        add(query, "kind", kind);
        add(query, "remark", remark);
        add(query, "q", words);
        for (var label : labels) add(query, "label", Optional.of(label.replaceFirst("=", ":")));
        return query.toString();
    }

    private static void add(StringBuilder query, String name, Optional<String> value) {
        value.ifPresent(it -> query.append('&').append(name).append('=').append(ApiClient.encoded(it)));
    }
}
