package sitrep.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A time cut into parts that are told of one by one: days or hours as somebody's clock has them. Times are compared by
 * milliseconds.
 *
 * @param starts when each part begins, in order
 * @param until when the last one is over
 */
public record TimeParts(List<Instant> starts, Instant until) {

    /** Most parts: a year of days, or two of its hours. */
    public static final int LIMIT = Days.LIMIT;

    public TimeParts {
        starts = starts.stream()
                .map(start -> start.truncatedTo(ChronoUnit.MILLIS))
                .toList();
        if (starts.isEmpty() || starts.size() > LIMIT) {
            throw new IllegalArgumentException("a time has 1 to " + LIMIT + " parts, not " + starts.size());
        }
        for (var i = 0; i < starts.size(); i++) {
            var next = i + 1 < starts.size() ? starts.get(i + 1) : until;
            if (!starts.get(i).isBefore(next)) throw new IllegalArgumentException("parts follow one another");
        }
    }

    /** Days by UTC. */
    public static TimeParts of(Days days) {
        var starts = LongStream.range(days.from().toEpochDay(), days.until().toEpochDay())
                .mapToObj(day -> Instant.ofEpochSecond(day * Days.SECONDS))
                .toList();
        return new TimeParts(starts, Instant.ofEpochMilli(days.untilMillis()));
    }

    public long fromMillis() {
        return Millis.of(starts.getFirst());
    }

    public long untilMillis() {
        return Millis.of(until);
    }

    /** When the part began in which a time is, if it is in any. */
    public Optional<Instant> partOf(Instant time) {
        if (Millis.of(time) >= untilMillis() || time.isBefore(starts.getFirst())) return Optional.empty();
        var found = Collections.binarySearch(starts, time);
        return Optional.of(starts.get(found >= 0 ? found : -found - 2));
    }

    /** The same as days by UTC, if that is what the parts are. */
    public Optional<Days> days() {
        var first = Days.of(starts.getFirst());
        var last = Days.of(until);
        if (last.toEpochDay() - first.toEpochDay() != starts.size()) return Optional.empty();
        var days = new Days(first, last);
        return Optional.of(days).filter(it -> of(it).equals(this));
    }
}
