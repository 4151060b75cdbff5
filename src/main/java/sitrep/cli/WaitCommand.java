package sitrep.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitrep wait}: ends when a task does, or when it needs somebody. */
@Command(
        name = "wait",
        description = "Waits for a task and ends with a code that says what became of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep wait build-42 && echo released",
            "  sitrep wait build-42 --until any --timeout 10m",
            "%nA server that goes away while waiting is waited for as well."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "3:it needs somebody (not with --until done)",
            "4:it looks stalled (not with --until done)",
            "5:it failed, was cancelled, timed out or was lost",
            "6:no task goes by that name, or several do",
            "69:no server answers",
            "124:the time is over"
        },
        sortOptions = false)
final class WaitCommand implements Callable<Integer> {

    /** Longer than any process lives. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Parameters(paramLabel = "TASK", description = "Its id, the beginning of its id, or its name or a part of that.")
    private String task = "";

    @Option(
            names = "--until",
            paramLabel = "STATE",
            description =
                    "done (usual): its end, whatever happens before. blocked: it needs somebody or looks stalled; an"
                            + " end ends the wait too, for then nothing blocks it any more."
                            + " any: whichever comes first.")
    private String until = "done";

    @Option(names = "--timeout", paramLabel = "TIME", description = "At most so long, as in 90s, 10m or 1h30m.")
    private Optional<String> timeout = Optional.empty();

    private final Root root;

    WaitCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var state = Until.of(until);
        if (state.isEmpty()) {
            return talk.wrong(ExitCode.UNKNOWN, "Unknown state", refused("--until", until, "done, blocked, any"));
        }
        var time = timeout.map(Durations::parse).orElse(Optional.of(FOR_EVER));
        if (time.isEmpty()) {
            var found = refused("--timeout", timeout.orElse(""), "a time as in 90s, 10m or 1h30m");
            return talk.wrong(ExitCode.USAGE, "Bad timeout", found);
        }
        return new Finder(talk).with(task, found -> wait(talk, found, state.get(), time.get()));
    }

    private static String refused(String option, String found, String allowed) {
        return option + ": found '" + Inert.line(found) + "'; allowed: " + allowed + ".";
    }

    private static int wait(Talk talk, JsonNode found, Until until, Duration timeout) {
        var now = until.verdict(new Told(found));
        if (now.isPresent()) return tell(talk, found, now.getAsInt());
        var vigil = new Vigil(talk.client(), new Told(found).raw("id"), until, () -> lost(talk));
        var answer = vigil.keep(timeout);
        if (answer.isEmpty()) return over(talk, found, timeout);
        return talk.with(
                answer.get(),
                task -> tell(talk, task, until.verdict(new Told(task)).orElse(ExitCode.OK)));
    }

    private static int tell(Talk talk, JsonNode task, int code) {
        if (talk.json()) talk.document(task);
        else talk.say(Sentence.of(new Told(task), talk.surroundings().screen()));
        return code;
    }

    private static int over(Talk talk, JsonNode found, Duration timeout) {
        var text = "'" + Gist.name(new Told(found)) + "' did not get there within " + Ages.of(timeout) + ".";
        return talk.wrong(ExitCode.TIMEOUT, "The time is over", text);
    }

    private static void lost(Talk talk) {
        if (!talk.json()) talk.surroundings().err().println("sitrep: lost contact with the server; trying again.");
    }
}
