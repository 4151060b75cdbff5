package sitrep.connect.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sitrep.connect.CommandRules;
import sitrep.connect.Outbox;
import sitrep.core.Fact;
import sitrep.core.Phase;
import sitrep.core.Run;
import sitrep.json.Ids;

/**
 * Runs a command as if it had been run without us, and reports what can be seen of it. Input is the command's own;
 * output passes through us unchanged; signals are passed on; its exit status is ours.
 */
public final class ProcessWrapper {
    /** How often the command is looked at. */
    private static final long LOOK_MILLIS = 250;

    private final Wrapped what;
    private final Surroundings surroundings;
    private final Streams streams;
    private final ExactWords words;
    private final Assignment assignment;
    private final Report report;

    /** Where the command's output goes. */
    public record Streams(WritableByteChannel out, WritableByteChannel err) {}

    private ProcessWrapper(
            Wrapped what, Surroundings surroundings, Streams streams, Outbox outbox, InstantSource clock) {
        var run = new Run.Id("run-" + new Ids(clock).get());
        this.words = ExactWords.of(what.command());
        this.what = new Wrapped(words.shown(), what.task(), what.name(), what.owner(), what.labels());
        this.surroundings = surroundings;
        this.streams = streams;
        this.assignment = Assignment.of(what, surroundings.environment(), run, new SecureRandom());
        this.report = new Report(assignment, surroundings.host(), clock, outbox);
    }

    /**
     * Runs a command to its end, and closes the outbox after the last word about it.
     *
     * @return the exit status to end with: the command's, 128 and the signal's number for one that died of a signal,
     *     and as in a shell 127 for one that is not there and 126 for one that cannot be executed
     */
    public static int run(Wrapped what, Surroundings surroundings, Streams streams, Outbox outbox, InstantSource clock)
            throws InterruptedException {
        try (outbox) {
            return new ProcessWrapper(what, surroundings, streams, outbox, clock).run();
        }
    }

    private int run() throws InterruptedException {
        var signals = Signals.heard();
        Command command;
        try {
            command = Command.start(
                    words.started(), assignment, streams.out(), streams.err(), surroundings.outputTogether());
        } catch (IOException e) {
            return notStarted(NotStarted.of(words.shown().getFirst(), e));
        }
        signals.passTo(command.process());
        return observe(command, signals);
    }

    /** The command matters more than our word about it: if observing fails, it is left to run to its end. */
    private int observe(Command command, Signals signals) throws InterruptedException {
        try {
            report(command, signals);
        } catch (RuntimeException e) {
            command.process().waitFor();
            command.awaitOutput();
            complain("could not go on observing: " + e);
        }
        return command.process().exitValue();
    }

    private void report(Command command, Signals signals) throws InterruptedException {
        var rules = CommandRules.shipped();
        var first = rules.first(what.command());
        report.say(opening(command.process().pid()).facts(first));
        var activity = new Glance(
                new Activity(rules, ProcessTable.here()), command.process().pid());
        var facts = new ProcessFacts(assignment.run(), rules.otherwise());
        var state = ProcessFacts.State.opened(first.orElse(Phase.STARTING), report.now());
        var examination = new Examination(assignment.run(), command, report.now());
        while (!command.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            var spoke = command.look();
            var doing = activity.now();
            var step = facts.next(state, new ProcessFacts.Look(report.now(), spoke, command.news(false), doing));
            report.say(step.facts());
            state = step.state();
            report.say(examination.look(report.now(), spoke));
        }
        command.awaitOutput();
        command.look();
        report.say(facts.last(state, command.news(true)));
        report.say(close(ending(command, signals).fact(assignment.run())));
    }

    private static Ending ending(Command command, Signals signals) {
        return new Ending(command.process().exitValue(), signals.isToldToEnd(), command.isUnheard(), command.tail());
    }

    private int notStarted(NotStarted failure) {
        complain(failure.message());
        report.say(opening(ProcessHandle.current().pid()).facts(Optional.empty()));
        report.say(close(Ending.notStarted(assignment.run(), failure.status(), failure.message())));
        return failure.status();
    }

    private void complain(String message) {
        try {
            streams.err().write(ByteBuffer.wrap(("sitrep: " + message + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException _) {
            // Nobody reads standard error: the exit status says it, too.
        }
    }

    /** Whoever asked at a terminal has seen how it ended. That is not so for a piece of a larger task. */
    private List<Fact.OfTask> close(Fact.RunEnded ended) {
        var facts = new ArrayList<Fact.OfTask>();
        facts.add(ended);
        if (assignment.own() && surroundings.atTerminal()) {
            facts.add(new Fact.TaskReported("terminal", Optional.of("its output was on the screen")));
        }
        return facts;
    }

    private Opening opening(long pid) {
        return new Opening(what, assignment, surroundings, pid, report.now());
    }
}
