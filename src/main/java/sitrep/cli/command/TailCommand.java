package sitrep.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.ServerAnswer;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.client.TaskVigil;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.Ink;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.cli.screen.TaskGist;

/** {@code sitrep tail}: the last lines that a task's newest run wrote. */
@Command(
        name = "tail",
        description = "Shows the last lines that a task wrote, as far as they are kept: a screenful of each run.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep tail build-42",
            "  sitrep tail build-42 --follow",
            "%nLines are told of every few seconds at first, every two minutes of a long task, and at",
            "once when it waits for somebody or ends. What falls between is left out, marked by …"
        },
        sortOptions = false)
public final class TailCommand implements Callable<Integer> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Parameters(paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until it ends.")
    private boolean follows;

    @Option(names = "--run", paramLabel = "ID", description = "Of this run; else of the one that wrote last.")
    private Optional<String> run = Optional.empty();

    private final RootCommand root;

    public TailCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return new TaskFinder(talk).with(task, found -> {
            var told = new ServerJson(found);
            if (run.isPresent() && told.list("runs").stream().noneMatch(this::isWanted)) {
                var text = "'" + TaskGist.name(told) + "' has no run '" + InertText.line(run.get())
                        + "'; 'sitrep show --json'" + " lists those it has.";
                return talk.wrong(ExitCode.UNKNOWN, "No such run", text);
            }
            return shown(talk, told);
        });
    }

    private int shown(CommandTalk talk, ServerJson told) {
        var newest = written(told).findFirst();
        if (newest.isPresent()) {
            say(talk, newest.get(), newest.get().in("output").lines("text"));
        } else if (!follows || told.has("ended")) {
            return talk.wrong(ExitCode.OK, "Nothing to show", nothing(told));
        }
        return follows && !told.has("ended") ? follow(talk, told) : ExitCode.OK;
    }

    private boolean isWanted(ServerJson one) {
        return run.isEmpty() || run.get().equals(one.raw("id"));
    }

    /** The wanted runs that wrote something, the newest first. */
    private Stream<ServerJson> written(ServerJson task) {
        return task.list("runs").stream()
                .filter(one -> isWanted(one) && one.in("output").has("text"))
                .sorted(Comparator.comparing(
                                (ServerJson one) -> one.in("output").time("at").orElse(Instant.EPOCH))
                        .reversed());
    }

    private static void say(CommandTalk talk, ServerJson run, List<String> lines) {
        if (talk.json()) talk.document(run.in("output").node());
        else talk.say(lines.stream().map(StyledLine::of).toList());
    }

    private static String nothing(ServerJson task) {
        return "no output of '" + TaskGist.name(task)
                + "' is kept. Commands under 'sitrep run' have some, once they wrote,"
                + " and so has whoever reports 'output'.";
    }

    /** What each run wrote is gone on with by itself. */
    private int follow(CommandTalk talk, ServerJson task) {
        var shown = new LinkedHashMap<String, List<String>>();
        written(task)
                .toList()
                .reversed()
                .forEach(one -> shown.put(one.raw("id"), one.in("output").lines("text")));
        var id = task.raw("id");
        var vigil =
                new TaskVigil(talk.client(), id, changed -> next(talk, changed, shown), () -> TaskVigil.sayLost(talk));
        return vigil.keep(FOR_EVER)
                .map(answer -> talk.with(answer, _ -> ExitCode.OK))
                .orElse(ExitCode.OK);
    }

    /** Lists tell no output: the whole task is asked for. Who reads no more is not written to. */
    private OptionalInt next(CommandTalk talk, ServerJson changed, SequencedMap<String, List<String>> shown) {
        var path = "/api/v1/tasks/" + ApiClient.encoded(changed.raw("id"));
        if (!(talk.client().get(path) instanceof ServerAnswer.Given(var whole))) return OptionalInt.empty();
        written(new ServerJson(whole)).toList().reversed().forEach(one -> goOn(talk, one, shown));
        var isOver = whole.has("ended") || talk.surroundings().out().checkError();
        return isOver ? OptionalInt.of(ExitCode.OK) : OptionalInt.empty();
    }

    private static void goOn(CommandTalk talk, ServerJson one, SequencedMap<String, List<String>> shown) {
        var id = one.raw("id");
        var lines = one.in("output").lines("text");
        var before = shown.getOrDefault(id, List.of());
        if (lines.equals(before)) return;
        var isOther = !shown.isEmpty() && !shown.lastEntry().getKey().equals(id);
        if (isOther && !talk.json()) talk.say(StyledLine.of(Ink.FAINT, "==> " + label(one) + " <=="));
        say(talk, one, behind(before, lines));
        shown.remove(id);
        shown.put(id, lines);
    }

    private static String label(ServerJson run) {
        return run.text("label").isEmpty() ? run.text("id") : run.text("label");
    }

    /**
     * What follows behind the lines that were shown: the new ones, from where both agree. The last of those shown may
     * have been drawn anew since. Where nothing agrees, lines are missing between the two.
     */
    static List<String> behind(List<String> shown, List<String> lines) {
        var sure = shown.isEmpty() ? shown : shown.subList(0, shown.size() - 1);
        for (var known : List.of(shown, sure)) {
            for (var from = 0; from < known.size(); from++) {
                var common = known.subList(from, known.size());
                if (common.size() <= lines.size()
                        && lines.subList(0, common.size()).equals(common)) {
                    return lines.subList(common.size(), lines.size());
                }
            }
        }
        var all = new ArrayList<>(lines);
        if (!shown.isEmpty()) all.addFirst("…");
        return all;
    }
}
