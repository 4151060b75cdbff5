package sitrep.connect.openclaw.memory;

import java.time.Duration;
import java.time.Instant;

/**
 * The result of a child on its way to the session that wants it.
 *
 * @param session the one that wants it
 * @param heard since when, by our clock
 * @param patience how long we wait for the turn that takes it up before the task counts as done and not reported
 */
public record Handover(String session, Instant heard, Duration patience) {

    /** A healthy gateway has the turn that takes it up begin within two seconds, or else it lies there for long. */
    public static final Duration PENDING = Duration.ofSeconds(3);

    /** That turn has been called for, or the child that is to find something still works. */
    public static final Duration CALLED = Duration.ofSeconds(30);

    /** @param free since when the session that wants it has been free to take it up */
    public boolean isOver(Instant free, Instant now) {
        var since = free.isAfter(heard) ? free : heard;
        return Duration.between(since, now).compareTo(patience) > 0;
    }
}
