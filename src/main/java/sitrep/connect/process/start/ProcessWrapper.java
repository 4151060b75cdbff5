package sitrep.connect.process.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.outbox.Outbox;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.NotStarted;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.RunReport;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.TerminalBell;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.observe.CommandObservation;
import sitrep.connect.process.orders.OrderLine;
import sitrep.connect.process.orders.OrderLines;
import sitrep.core.event.RunId;
import sitrep.json.Ids;

/**
 * Runs a command as if it had been run without us, and reports what can be seen of it. Input is the command's own;
 * output passes through us unchanged; signals are passed on; its exit status is ours.
 */
public final class ProcessWrapper {
    private final CommandSurroundings surroundings;
    private final Set<RunFlag> flags;
    private final TerminalBell bell;
    private final Streams streams;
    private final ExactWords words;
    private final TaskAssignment assignment;
    private final RunReport report;
    private final CommandObservation observation;
    private final Line line;

    /** Where the command's output goes. */
    public record Streams(WritableByteChannel out, WritableByteChannel err) {}

    /** The two ways to and from a server. */
    public record Line(Outbox outbox, OrderLines orders, String server, Optional<String> token) {
        /** One by which no orders come. */
        public Line(Outbox outbox) {
            this(outbox, OrderLines.NONE, "", Optional.empty());
        }
    }

    private ProcessWrapper(
            WrappedCommand what, CommandSurroundings surroundings, Streams streams, Line line, InstantSource clock) {
        var run = new RunId("run-" + new Ids(clock).get());
        this.words = ExactWords.of(what.command());
        var shown =
                new WrappedCommand(words.shown(), what.task(), what.name(), what.owner(), what.labels(), what.flags());
        this.surroundings = surroundings;
        this.flags = what.flags();
        this.bell = surroundings.bell(what);
        this.streams = streams;
        this.line = line;
        this.assignment = TaskAssignment.of(what, surroundings.environment(), run, new SecureRandom());
        this.report = new RunReport(assignment, surroundings.host(), clock, line.outbox());
        this.observation = new CommandObservation(shown, surroundings, assignment, report);
    }

    /**
     * Runs a command to its end, and closes the outbox after the last word about it.
     *
     * @return the exit status to end with: the command's, 128 and the signal's number for one that died of a signal,
     *     and as in a shell 127 for one that is not there and 126 for one that cannot be executed
     */
    public static int run(
            WrappedCommand what, CommandSurroundings surroundings, Streams streams, Line line, InstantSource clock)
            throws InterruptedException {
        try (var _ = line.outbox()) {
            return new ProcessWrapper(what, surroundings, streams, line, clock).run();
        }
    }

    private int run() throws InterruptedException {
        var began = report.now();
        var status = started();
        if (flags.contains(RunFlag.TIME)) {
            say(ResourceUsage.spoken(Duration.between(began, report.now()), ResourceUsage.ofChildren()));
        }
        if (flags.contains(RunFlag.NOTIFY)) bell.ring();
        return status;
    }

    private int started() throws InterruptedException {
        var signals = Signals.heard();
        StartedCommand command;
        try {
            command = StartedCommand.start(words.started(), assignment, signals, streams, shape());
        } catch (IOException e) {
            return notStarted(NotStarted.of(words.shown().getFirst(), e));
        }
        signals.passTo(command.process());
        return observe(command);
    }

    private StartedCommand.Shape shape() {
        return new StartedCommand.Shape(surroundings.outputTogether(), flags.contains(RunFlag.ANSWERABLE));
    }

    private OrderLines.Open orders(StartedCommand command) {
        var of = new OrderLine.Of(assignment.task().text(), assignment.run().text(), report.source());
        return line.orders().open(line.server(), line.token(), of, new StartedOrders(command));
    }

    /** The command matters more than our word about it: if observing fails, it is left to run to its end. */
    private int observe(StartedCommand command) throws InterruptedException {
        try (var _ = orders(command)) {
            var ended = observation.follow(command, report.now());
            observation.end(ended, report.now());
        } catch (RuntimeException e) {
            command.process().waitFor();
            command.awaitOutput();
            say("could not go on observing: " + e);
        }
        return command.process().exitValue();
    }

    private int notStarted(NotStarted failure) {
        say(failure.message());
        observation.notStarted(
                ProcessHandle.current().pid(),
                report.now(),
                CommandEnding.notStarted(assignment.run(), failure.status(), failure.message()));
        return failure.status();
    }

    private void say(String message) {
        try {
            streams.err().write(ByteBuffer.wrap(("sitrep: " + message + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException _) {
            // Nobody reads standard error: the exit status says it, too.
        }
    }
}
