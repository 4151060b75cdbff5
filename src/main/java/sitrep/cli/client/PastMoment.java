package sitrep.cli.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A moment that is over, as people type it. */
public final class PastMoment {
    public static final String ALLOWED =
            "a time of day such as 09:00, how long ago such as 2h, a date, or a time such as 2026-11-22T10:42:10Z";

    private PastMoment() {}

    /** A time of day is the last one that was, be it yesterday's. */
    public static Optional<Instant> of(String text, CommandLineSurroundings around) {
        var now = around.clock().instant();
        var ago = TypedDuration.parse(text).filter(span -> !span.isZero() && !text.matches("[0-9]+"));
        if (ago.isPresent()) return ago.map(now::minus);
        var here = now.atZone(around.zone());
        try {
            if (text.matches("[0-9]{1,2}:[0-9]{2}")) {
                var time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
                var today = here.with(time);
                return Optional.of(
                        (today.isBefore(here) ? today : here.minusDays(1).with(time)).toInstant());
            }
            if (text.length() == 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(around.zone()).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
