package sitrep.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.client.TaskVigil;
import sitrep.cli.client.TypedDuration;
import sitrep.cli.client.WaitCondition;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.SpokenAge;
import sitrep.cli.screen.TaskSentence;
import tools.jackson.databind.JsonNode;

/** {@code sitrep wait}: ends when a task does, or when it needs somebody. */
@Command(
        name = "wait",
        description = "Waits for tasks and ends with a code that says what became of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep wait build-42 && echo released",
            "  sitrep wait build-42 docs-42 --timeout 10m",
            "  sitrep wait build-42 --until any",
            "%nOf several tasks, done waits for all of them, and ends with the code of the",
            "first one that is not done; blocked and any end with the first that gets there.",
            "A server that goes away while waiting is waited for as well."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "3:it needs somebody (not with --until done)",
            "4:it looks stalled (not with --until done)",
            "5:it failed, was cancelled, timed out or was lost",
            "6:no task goes by that name, or several do",
            "69:no server answers",
            "124:the time ran out"
        },
        sortOptions = false)
public final class WaitCommand implements Callable<Integer> {

    /** Longer than any process lives. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "Its id, or its whole name.")
    private List<String> tasks = List.of();

    @Option(
            names = "--until",
            paramLabel = "STATE",
            description =
                    "done (default): its end, whatever happens before. blocked: it needs somebody or looks stalled; an"
                            + " end ends the wait too, for then nothing blocks it any more."
                            + " any: whichever comes first.")
    private String until = "done";

    @Option(names = "--timeout", paramLabel = "TIME", description = "For at most this long, such as 90s, 10m or 1h30m.")
    private Optional<String> timeout = Optional.empty();

    private final RootCommand root;

    public WaitCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        var state = WaitCondition.of(until);
        if (state.isEmpty()) {
            return talk.wrong(ExitCode.USAGE, "Unknown state", refused("--until", until, "done, blocked, any"));
        }
        var time = timeout.map(TypedDuration::parse).orElse(Optional.of(FOR_EVER));
        if (time.isEmpty()) {
            var found = refused("--timeout", timeout.orElse(""), "a time as in 90s, 10m or 1h30m");
            return talk.wrong(ExitCode.USAGE, "Bad timeout", found);
        }
        return waited(talk, state.get(), time.get());
    }

    private static String refused(String option, String found, String allowed) {
        return option + ": found '" + InertText.line(found) + "'; allowed: " + allowed + ".";
    }

    /** All is asked beside the time, not within it: a server that answers slowly, or never, holds up nothing. */
    private int waited(CommandTalk talk, WaitCondition state, Duration time) {
        var codes = new LinkedBlockingQueue<Integer>();
        var watches = tasks.stream()
                .map(task -> Thread.ofVirtual().start(() -> codes.add(watched(talk, task, state))))
                .toList();
        var ends = System.nanoTime() + time.toNanos();
        var worst = ExitCode.OK;
        try {
            for (var left = watches.size(); left > 0; left--) {
                var code = Optional.ofNullable(codes.poll(ends - System.nanoTime(), TimeUnit.NANOSECONDS));
                if (code.isEmpty()) return over(talk, time);
                if (state != WaitCondition.DONE || code.get() == ExitCode.UNKNOWN) return code.get();
                if (worst == ExitCode.OK) worst = code.get();
            }
            return worst;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.REFUSED;
        } finally {
            watches.forEach(Thread::interrupt);
        }
    }

    private static int watched(CommandTalk talk, String task, WaitCondition state) {
        return new TaskFinder(talk).with(task, found -> {
            var now = state.verdict(new ServerJson(found));
            if (now.isPresent()) return tell(talk, found, now.getAsInt());
            var vigil = new TaskVigil(
                    talk.client(), new ServerJson(found).raw("id"), state::verdict, () -> TaskVigil.sayLost(talk));
            return vigil.keep(FOR_EVER)
                    .map(answer -> talk.with(
                            answer,
                            then -> tell(
                                    talk,
                                    then,
                                    state.verdict(new ServerJson(then)).orElse(ExitCode.OK))))
                    .orElse(ExitCode.TIMEOUT);
        });
    }

    private static int tell(CommandTalk talk, JsonNode task, int code) {
        if (talk.json()) talk.document(task);
        else talk.say(TaskSentence.of(new ServerJson(task), talk.surroundings().screen()));
        return code;
    }

    private int over(CommandTalk talk, Duration time) {
        var whole = tasks.size() == 1
                ? "'" + InertText.line(tasks.getFirst()) + "' did not get there"
                : "not all of " + tasks.size() + " tasks got there";
        return talk.wrong(ExitCode.TIMEOUT, "The time ran out", whole + " within " + SpokenAge.of(time) + ".");
    }
}
