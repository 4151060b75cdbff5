package sitrep.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of days, by UTC.
 *
 * @param until the day after the last
 */
public record Days(LocalDate from, LocalDate until) {

    /** Longest stretch: a year, with a leap day. */
    public static final int LIMIT = 366;

    static final long SECONDS = Duration.ofDays(1).toSeconds();

    private static final long MILLIS = SECONDS * 1_000;

    public Days {
        var length = ChronoUnit.DAYS.between(from, until);
        if (length < 1 || length > LIMIT) {
            throw new IllegalArgumentException("a stretch has 1 to " + LIMIT + " days, not " + length);
        }
    }

    public long fromMillis() {
        return from.toEpochDay() * MILLIS;
    }

    public long untilMillis() {
        return until.toEpochDay() * MILLIS;
    }

    /** The day of a time. */
    public static LocalDate of(Instant time) {
        return LocalDate.ofEpochDay(Math.floorDiv(Millis.of(time), MILLIS));
    }
}
