package sitrep.connect.tee;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sitrep.connect.child.ChildPipe;
import sitrep.connect.child.Signals;
import sitrep.connect.outbox.Outbox;

/**
 * Runs an agent as if its client had started it, and looks on. Its input and output pass through here unchanged, what
 * it complains of is not touched; signals are passed on, and its exit status is ours.
 */
public final class Tee {
    /** How long its output must rest, once the agent has ended, before what it left behind is left alone. */
    private static final Duration REST = Duration.ofMillis(50);

    private final Process agent;
    private final Pump toAgent;
    private final Pump toClient;
    private final Optional<ChildPipe> out;
    private final Overheard overheard;

    private Tee(Process agent, Pump toAgent, Pump toClient, Optional<ChildPipe> out, Overheard overheard) {
        this.agent = agent;
        this.toAgent = toAgent;
        this.toClient = toClient;
        this.out = out;
        this.overheard = overheard;
    }

    /**
     * Runs it to its end, and closes the outbox after the last word about it.
     *
     * @param environment changes that of the agent
     * @param onlooker makes whoever looks on; it is asked only once the agent runs
     * @param outbox opens the way to the server; it is asked only then, too
     * @return the agent's exit status; 128 and the signal's number for one that died of a signal
     * @throws IOException if it cannot be started
     */
    public static int run(
            List<String> command,
            Consumer<Map<String, String>> environment,
            Supplier<? extends Onlooker> onlooker,
            Supplier<? extends Outbox> outbox,
            InstantSource clock)
            throws IOException, InterruptedException {
        var signals = Signals.heard();
        var tee = start(command, environment, clock);
        signals.passTo(tee.agent);
        try (var out = outbox.get()) {
            var observer = Observer.start(tee.overheard, onlooker.get(), out, clock);
            var status = tee.awaitEnd();
            observer.end(new PairEnd(status, signals.told(), tee.toAgent.isEnded()));
            return status;
        }
    }

    /** The agent goes first: whatever looks on is made while it wakes up. */
    private static Tee start(List<String> command, Consumer<Map<String, String>> environment, InstantSource clock)
            throws IOException {
        var in = ChildPipe.open();
        var out = ChildPipe.open();
        var builder = new ProcessBuilder(command)
                .redirectInput(in.map(ChildPipe::redirectInput).orElse(Redirect.PIPE))
                .redirectOutput(out.map(ChildPipe::redirect).orElse(Redirect.PIPE))
                .redirectError(Redirect.INHERIT);
        environment.accept(builder.environment());
        var agent = builder.start();
        var overheard = new Overheard();
        var there = DirectWay.between(
                OptionalInt.of(0),
                in.map(ChildPipe::writingNumber).orElse(OptionalInt.empty()),
                Side.CLIENT,
                overheard,
                clock);
        var back = DirectWay.between(
                out.map(pipe -> OptionalInt.of(pipe.readingNumber())).orElse(OptionalInt.empty()),
                OptionalInt.of(1),
                Side.AGENT,
                overheard,
                clock);
        var toAgent = Pump.start(
                "client to agent",
                new FileInputStream(FileDescriptor.in).getChannel(),
                writing(in, agent),
                bytes -> overheard.pass(Side.CLIENT, bytes, clock.instant()),
                there);
        var toClient = Pump.start(
                "agent to client",
                reading(out, agent),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                bytes -> overheard.pass(Side.AGENT, bytes, clock.instant()),
                back);
        return new Tee(agent, toAgent, toClient, out, overheard);
    }

    private static WritableByteChannel writing(Optional<ChildPipe> pipe, Process agent) throws IOException {
        return pipe.isPresent() ? pipe.get().writing() : Channels.newChannel(agent.getOutputStream());
    }

    private static ReadableByteChannel reading(Optional<ChildPipe> pipe, Process agent) throws IOException {
        return pipe.isPresent() ? pipe.get().reading() : Channels.newChannel(agent.getInputStream());
    }

    /** Waits until all that the agent wrote has gone where it goes. Something that it left behind may still write. */
    private int awaitEnd() throws InterruptedException {
        var status = agent.waitFor();
        var ended = System.nanoTime();
        var before = toClient.passed();
        while (!toClient.awaitEnd(REST)) {
            if (!toClient.isDrained(ended, before, REST)) continue;
            out.ifPresent(this::handOver);
            return status;
        }
        return status;
    }

    /** If nobody else can read on, what is left behind writes into a closed pipe, as it would once we are gone. */
    private void handOver(ChildPipe pipe) {
        try (var kept = pipe.keep()) {
            toClient.leave();
            if (kept.isOpen()) pipe.handOver(false);
        } catch (IOException _) {
            // It ended meanwhile.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
