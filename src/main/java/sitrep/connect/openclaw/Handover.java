package sitrep.connect.openclaw;

import java.time.Duration;
import java.time.Instant;

/**
 * The result of a child on its way to the session that wants it.
 *
 * @param session the one that wants it
 * @param heard since when, by our clock
 * @param patience how long we wait for the turn that takes it up before the task counts as done and not reported
 */
record Handover(String session, Instant heard, Duration patience) {

    /** The gateway delivers it now; a healthy one takes two seconds. */
    static final Duration PENDING = Duration.ofSeconds(30);

    /** It lies in the session's queue until something wakes that. */
    static final Duration QUEUED = Duration.ofSeconds(3);

    boolean isOver(Instant now) {
        return Duration.between(heard, now).compareTo(patience) > 0;
    }
}
