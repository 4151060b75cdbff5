package sitrep.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * When what was recorded is told. Minutes were recorded and a day is told: what is before the live part is stretched
 * and over when the telling begins, the live part is told as it came.
 *
 * @param live when the live part began, by the clock of the recording
 * @param begins when its telling begins
 */
record Retelling(Instant live, Instant begins) {

    /** A recorded minute that is over is told as an hour. */
    private static final int STRETCH = 60;

    Instant told(Instant recorded) {
        var since = Duration.between(live, recorded);
        return begins.plus(since.isNegative() ? since.multipliedBy(STRETCH) : since);
    }
}
