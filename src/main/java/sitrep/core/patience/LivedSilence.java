package sitrep.core.patience;

import java.time.Duration;
import sitrep.core.event.Event;
import sitrep.core.event.Stamp;
import sitrep.core.task.Run;

/**
 * Which silences were lived, so that something can be learnt from them. What a source kept back and told at once, as an
 * import or a queue that was sent on, was heard in one moment: neither the silence before it nor the rush after it was
 * its worker's.
 */
public final class LivedSilence {
    /** Told later than this, it was kept back; or its source's clock is so wrong that nothing can be learnt by it. */
    static final Duration LATE = Duration.ofMinutes(1);

    /** By so much the delay of one message may differ from that of the next, whatever the silence. */
    private static final Duration JITTER = Duration.ofSeconds(5);

    /** And by this part of the silence. */
    private static final int PART = 4;

    private LivedSilence() {}

    /**
     * Whether its source told at once what ended a silence, and was silent for about as long by its own clock.
     *
     * @param run as it was before
     * @param silence how long nothing was heard, by our clock
     */
    public static boolean is(Run run, Event event, Duration silence) {
        var late = Duration.between(Stamp.of(event).at(), event.heard());
        if (late.compareTo(LATE) > 0) return false;
        var last = run.signs().orElseThrow();
        var lateBefore = Duration.between(last.last().at(), last.heard());
        var apart = late.minus(lateBefore).abs();
        return apart.compareTo(JITTER) <= 0 || apart.compareTo(silence.dividedBy(PART)) <= 0;
    }
}
