package sitrep.connect.process.look;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look at a tree of processes saw: numbers that only mean something beside those of another look.
 *
 * @param nanos when, by a clock that only goes forward
 * @param processes parents before their children; those that come last in a larger tree are left out
 */
public record TreeVitals(long nanos, List<One> processes) {

    /**
     * One process.
     *
     * @param ticks the processor time that it and its ended children used, in hundredths of a second
     * @param bytes how much it read and wrote, of whatever kind; absent where that is hidden from us
     * @param waits what its threads wait in, as far as that was looked at and is shown to us
     */
    public record One(
            Identity identity, String name, State state, long ticks, OptionalLong bytes, List<ThreadWait> waits) {}

    /** A process's number and when it began, for numbers are used again. */
    public record Identity(long pid, long started) {}

    /** What the system says of a process's state. */
    public enum State {
        RUNS,
        SLEEPS,
        /** Waits for a device and cannot be interrupted. */
        DEVICE,
        /** Was stopped by a signal or a debugger. */
        STOPPED,
        /** Has ended, and its parent has not asked how. */
        ENDED;

        static State of(char letter) {
            return switch (letter) {
                case 'R' -> RUNS;
                case 'D' -> DEVICE;
                case 'T', 't' -> STOPPED;
                case 'Z', 'X', 'x' -> ENDED;
                default -> SLEEPS;
            };
        }
    }

    /** Those that have not ended. */
    public List<One> living() {
        return processes.stream().filter(one -> one.state() != State.ENDED).toList();
    }

    public Set<Identity> identities() {
        return processes.stream().map(One::identity).collect(Collectors.toUnmodifiableSet());
    }

    public long ticks() {
        return processes.stream().mapToLong(One::ticks).sum();
    }

    public long bytes() {
        return processes.stream().mapToLong(one -> one.bytes().orElse(0)).sum();
    }
}
