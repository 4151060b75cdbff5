package sitrep.connect.hooks.dialect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a limit is lifted, as providers say it in words: the next such time after they said so. */
public final class ResetTime {
    /** As in {@code …limit reached|1795904914}. */
    private static final Pattern EPOCH = Pattern.compile("\\|(\\d{10})\\b");

    /** As in {@code resets Nov 30, 3:15pm (Europe/Berlin)}; without a zone nobody knows when that is. */
    private static final Pattern CLOCK =
            Pattern.compile("(?i)\\breset(?:s)?(?: at| on)?\\s+(?:([a-z]{3})[a-z]* (\\d{1,2})(?:,| at)*\\s+)?"
                    + "(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)?\\s*\\(([\\w/+-]{1,40})\\)");

    private static final Pattern WITHIN =
            Pattern.compile("(?i)\\b(?:try again|retry|resets?) (?:after|in) (\\d{1,5})\\s*(s|m|h)[a-z]*");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** A limit that lasts longer than this is none of these. */
    private static final Duration LONGEST = Duration.ofDays(40);

    private ResetTime() {}

    /** Nothing where it is not said, or not understood. */
    public static Optional<Instant> of(String text, Instant at) {
        return epoch(text)
                .or(() -> within(text, at))
                .or(() -> clock(text, at))
                .filter(time -> time.isAfter(at) && time.isBefore(at.plus(LONGEST)));
    }

    private static Optional<Instant> epoch(String text) {
        var found = EPOCH.matcher(text);
        return found.find() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(found.group(1)))) : Optional.empty();
    }

    private static Optional<Instant> within(String text, Instant at) {
        var found = WITHIN.matcher(text);
        if (!found.find()) return Optional.empty();
        var count = Long.parseLong(found.group(1));
        return Optional.of(at.plus(
                switch (found.group(2).toLowerCase(Locale.ROOT)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                }));
    }

    private static Optional<Instant> clock(String text, Instant at) {
        var found = CLOCK.matcher(text);
        if (!found.find()) return Optional.empty();
        try {
            var now = at.atZone(ZoneId.of(found.group(6)));
            return Optional.of(next(now, found).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime next(ZonedDateTime now, Matcher found) {
        var hour = Integer.parseInt(found.group(3));
        var half = Optional.ofNullable(found.group(5)).map(it -> it.toLowerCase(Locale.ROOT));
        if (half.isPresent()) hour = hour % 12 + (half.get().equals("pm") ? 12 : 0);
        var minute = Optional.ofNullable(found.group(4)).map(Integer::parseInt).orElse(0);
        var time = LocalTime.of(hour, minute);
        var month = Optional.ofNullable(found.group(1)).map(it -> MONTHS.indexOf(it.toLowerCase(Locale.ROOT)) + 1);
        if (month.isEmpty()) {
            var today = now.with(time);
            return today.isAfter(now) ? today : today.plusDays(1);
        }
        var day = MonthDay.of(month.get(), Integer.parseInt(found.group(2)));
        var thisYear = now.with(day.atYear(now.getYear())).with(time);
        return thisYear.isAfter(now) ? thisYear : thisYear.plusYears(1);
    }
}
