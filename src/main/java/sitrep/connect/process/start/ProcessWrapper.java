package sitrep.connect.process.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import sitrep.connect.child.Signals;
import sitrep.connect.outbox.Outbox;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.orders.OrderLines;

/**
 * Runs a command as if it had been run without us, and reports what can be seen of it. Input is the command's own;
 * output passes through us unchanged; signals are passed on; its exit status is ours, or that of its last try.
 */
public final class ProcessWrapper {
    private final WrappedCommand what;
    private final CommandSurroundings surroundings;
    private final Streams streams;
    private final Line line;
    private final InstantSource clock;

    /** Where the command's output goes. */
    public record Streams(WritableByteChannel out, WritableByteChannel err) {
        /** A line of our own, where the command's complaints go. */
        void say(String message) {
            try {
                err.write(ByteBuffer.wrap(("sitrep: " + message + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (IOException _) {
                // Nobody reads standard error: the exit status says it, too.
            }
        }
    }

    /** The two ways to and from a server. */
    public record Line(Outbox outbox, OrderLines orders, String server, Optional<String> token) {
        /** One by which no orders come. */
        public Line(Outbox outbox) {
            this(outbox, OrderLines.NONE, "", Optional.empty());
        }
    }

    private ProcessWrapper(
            WrappedCommand what, CommandSurroundings surroundings, Streams streams, Line line, InstantSource clock) {
        this.what = what;
        this.surroundings = surroundings;
        this.streams = streams;
        this.line = line;
        this.clock = clock;
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
        var first = CommandTry.first(new CommandTry.Setting(what, surroundings, streams, line, clock));
        var began = clock.instant();
        var status = run(first);
        if (what.flags().contains(RunFlag.TIME)) {
            streams.say(ResourceUsage.spoken(Duration.between(began, clock.instant()), ResourceUsage.ofChildren()));
        }
        if (what.flags().contains(RunFlag.NOTIFY)) surroundings.bell(what).ring();
        return status;
    }

    private static int run(CommandTry first) throws InterruptedException {
        var signals = Signals.heard();
        var status = first.run(signals);
        for (var last = first; last.isToBeRunAgain(signals); ) {
            signals.forgetOrders();
            last = last.next();
            status = last.run(signals);
        }
        return status;
    }
}
