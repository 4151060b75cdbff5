package sitrep.engine.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * Why the time between two ticks says nothing of the silence of others: the host slept, its clock was set, or we
 * ourselves were not let run. Two clocks tell it: that of the host, which people and other programs set, and one that
 * only goes forward and stands still while the host sleeps.
 */
final class WatchInterruption {
    private WatchInterruption() {}

    /** A tick that comes this late means that we were not running, not that the others were silent. */
    static final Duration LATE = Duration.ofSeconds(20);

    /** The two clocks may differ by this much from one tick to the next; correcting a clock by little is less. */
    static final Duration APART = Duration.ofSeconds(2);

    /**
     * What happened, for people; absent when nothing did.
     *
     * @param wall how much time passed by the host's clock
     * @param running how much passed by the other
     */
    static Optional<String> between(Duration wall, Duration running) {
        var apart = wall.minus(running);
        if (apart.compareTo(APART) > 0) {
            return Optional.of("the host slept for " + apart + ", or its clock was set forward");
        }
        if (apart.negated().compareTo(APART) > 0) return Optional.of("the host's clock was set back");
        return running.compareTo(LATE) > 0 ? Optional.of("this server did not run for " + running) : Optional.empty();
    }
}
