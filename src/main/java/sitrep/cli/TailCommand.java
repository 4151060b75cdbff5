package sitrep.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class TailCommand implements Callable<Integer> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Parameters(paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until it ends.")
    private boolean follows;

    @Option(names = "--run", paramLabel = "ID", description = "Of this run; else of the one that wrote last.")
    private Optional<String> run = Optional.empty();

    private final Root root;

    TailCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        return new Finder(talk).with(task, found -> {
            var told = new Told(found);
            var output = newest(told);
            if (output.has("text")) say(talk, output, output.lines("text"));
            else if (!follows || told.has("ended")) return talk.wrong(ExitCode.OK, "Nothing to show", nothing(told));
            return follows && !told.has("ended") ? follow(talk, told, output) : ExitCode.OK;
        });
    }

    private static void say(Talk talk, Told output, List<String> lines) {
        if (talk.json()) talk.document(output.node());
        else talk.say(lines.stream().map(Line::of).toList());
    }

    private static String nothing(Told task) {
        return "no output of '" + Gist.name(task) + "' is kept. Commands under 'sitrep run' have some, once they wrote,"
                + " and so has whoever reports 'output'.";
    }

    private Told newest(Told task) {
        return task.list("runs").stream()
                .filter(it -> run.isEmpty() || run.get().equals(it.raw("id")))
                .map(it -> it.in("output"))
                .filter(output -> output.has("text"))
                .max(Comparator.comparing(output -> output.time("at").orElseThrow()))
                .orElse(task.in("output"));
    }

    private int follow(Talk talk, Told task, Told first) {
        var shown = new ArrayList<>(first.lines("text"));
        var id = task.raw("id");
        var vigil = new Vigil(talk.client(), id, changed -> next(talk, changed, shown), () -> Vigil.sayLost(talk));
        return vigil.keep(FOR_EVER)
                .map(answer -> talk.with(answer, _ -> ExitCode.OK))
                .orElse(ExitCode.OK);
    }

    /** Lists tell no output: the whole task is asked for. */
    private OptionalInt next(Talk talk, Told changed, List<String> shown) {
        var path = "/api/v1/tasks/" + ApiClient.encoded(changed.raw("id"));
        if (!(talk.client().get(path) instanceof Answer.Given(var whole))) return OptionalInt.empty();
        var output = newest(new Told(whole));
        var lines = output.lines("text");
        if (!lines.equals(shown)) {
            say(talk, output, behind(shown, lines));
            shown.clear();
            shown.addAll(lines);
        }
        return whole.has("ended") ? OptionalInt.of(ExitCode.OK) : OptionalInt.empty();
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
