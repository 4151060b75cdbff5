package sitrep.http.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.store.TimeParts;

/**
 * The time that insights are asked for: from a day or moment to before another, part by part.
 *
 * @param from as it is told again, and so until
 * @param zone by whose clock days and hours begin
 */
record InsightsTime(String from, String until, Step by, ZoneId zone, TimeParts parts) {
    /** Four weeks, with today. */
    private static final int USUAL_DAYS = 28;

    private static final String PARTS = "at most " + TimeParts.LIMIT + " days, or hours, from 'from' to before 'until'";

    /** How long a part is. */
    enum Step {
        DAY,
        HOUR,
        MINUTES;

        private static final int FEW = 5;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private ZonedDateTime after(ZonedDateTime time) {
            return switch (this) {
                case DAY -> time.toLocalDate().plusDays(1).atStartOfDay(time.getZone());
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                case MINUTES ->
                    time.truncatedTo(ChronoUnit.MINUTES)
                            .minusMinutes(time.getMinute() % FEW)
                            .plusMinutes(FEW);
            };
        }
    }

    static InsightsTime of(Parameters parameters, Instant now) {
        var zone = parameters.one("zone").map(InsightsTime::zone).orElse(ZoneOffset.UTC);
        var by = parameters.one("by").map(InsightsTime::step).orElse(Step.DAY);
        var until = parameters
                .one("until")
                .orElseGet(() -> now.atZone(zone).toLocalDate().plusDays(1).toString());
        var last = moment("until", until, zone);
        var from = parameters
                .one("from")
                .orElseGet(() ->
                        last.atZone(zone).toLocalDate().minusDays(USUAL_DAYS).toString());
        return new InsightsTime(from, until, by, zone, parts(moment("from", from, zone), last, by, zone));
    }

    private static TimeParts parts(Instant from, Instant until, Step by, ZoneId zone) {
        if (!from.isBefore(until)) {
            throw new Refusal(new Problem.BadParameter("until", until.toString(), "a time after 'from', " + from));
        }
        var starts = new ArrayList<Instant>();
        for (var start = from.atZone(zone); start.toInstant().isBefore(until); start = by.after(start)) {
            if (starts.size() == TimeParts.LIMIT) {
                throw new Refusal(new Problem.BadParameter("from", Excerpt.of(from + " to " + until), PARTS));
            }
            starts.add(start.toInstant());
        }
        return new TimeParts(starts, until);
    }

    /** What a part is called: its day, or the moment at which it begins. */
    String named(Instant part) {
        return by == Step.DAY ? part.atZone(zone).toLocalDate().toString() : part.toString();
    }

    private static Instant moment(String name, String text, ZoneId zone) {
        try {
            if (text.indexOf('T') < 0)
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException _) {
            var allowed = "a day or a time as in RFC 3339, such as 2026-11-22 or 2026-11-22T10:00:00Z";
            throw new Refusal(new Problem.BadParameter(name, Excerpt.of(text), allowed));
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            throw new Refusal(new Problem.BadParameter(
                    "zone", Excerpt.of(text), "the name of a time zone, such as Europe/Lisbon, or an offset: +01:00"));
        }
    }

    private static Step step(String word) {
        var words = Arrays.stream(Step.values()).map(Step::word).collect(Collectors.joining(" "));
        return Arrays.stream(Step.values())
                .filter(step -> step.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(new Problem.BadParameter("by", Excerpt.of(word), words)));
    }
}
