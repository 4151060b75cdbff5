package sitrep.connect.process.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import sitrep.connect.process.orders.OrderTaker.Done;

/** How a command is told to stop, and ended. */
public final class CommandEnd {
    /** What can be done to any command, in the words of the wire. */
    public static final Set<String> CAN = Set.of("stop", "cancel");

    /** The same for one whose input comes through us. */
    public static final Set<String> CAN_AND_ANSWER = Set.of("stop", "cancel", "answer");

    /** What can be done to one that may be started again, besides. */
    public static final String AGAIN = "retry";

    /** The wait for input, as it is told. */
    public static final String INPUT = "input";

    /** How long a command may take to end after it was told to. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(100);

    private CommandEnd() {}

    /** Interrupts a process, as Ctrl-C does. The shell's own kill is everywhere, and knows the names. */
    public static Done interrupt(long pid) {
        try {
            var status = new ProcessBuilder("sh", "-c", "kill -s INT " + pid)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            return status == 0 ? new Done(true, "SIGINT") : new Done(false, "it could not be signalled");
        } catch (IOException _) {
            return new Done(false, "there is no shell to signal it with");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Done(false, "the wrapper was stopped");
        }
    }

    /**
     * Ends a command: tells it to and, if it goes on for longer than it may, kills it and what it started.
     *
     * @param told the process that is told, which passes it on
     * @param command the command's own process
     */
    public static Done end(long told, long command, BooleanSupplier hasEnded) {
        if (!ProcessHandle.of(told).map(ProcessHandle::destroy).orElse(false)) {
            return new Done(false, "it could not be signalled");
        }
        Thread.ofVirtual().name("ends " + command).start(() -> killLater(command, hasEnded));
        return new Done(true, "SIGTERM, and SIGKILL if it goes on for " + GRACE.toSeconds() + " s");
    }

    private static void killLater(long command, BooleanSupplier hasEnded) {
        var until = System.nanoTime() + GRACE.toNanos();
        try {
            while (System.nanoTime() < until) {
                if (hasEnded.getAsBoolean()) return;
                LockSupport.parkNanos(LOOK.toNanos());
            }
            if (hasEnded.getAsBoolean()) return;
            ProcessHandle.of(command).ifPresent(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        } catch (RuntimeException _) {
            // Its track is gone, and so is it.
        }
    }
}
