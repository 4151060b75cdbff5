package sitrep.engine.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import sitrep.store.EventLog;

/** How many events a day were taken in lately. The log tells: places count them, and each says when it was heard. */
final class Growth {
    /** As far as it looks back. */
    private static final Duration LATELY = Duration.ofDays(7);

    /** What is learnt in less time says nothing of a day. */
    private static final Duration LEAST = Duration.ofHours(1);

    private static final double DAY = Duration.ofDays(1).toSeconds();

    private final EventLog log;

    Growth(EventLog log) {
        this.log = log;
    }

    OptionalDouble perDay(Instant now) {
        var from = now.minus(LATELY);
        var last = log.last();
        var old = 0L;
        var young = last;
        while (old < young) {
            var middle = old + (young - old) / 2;
            var isYoung = log.after(middle, 1).stream()
                    .allMatch(entry -> !entry.event().heard().isBefore(from));
            if (isYoung) young = middle;
            else old = middle + 1;
        }
        var behind = old;
        return log.after(behind, 1).stream()
                .map(entry -> Duration.between(entry.event().heard(), now))
                .filter(time -> time.compareTo(LEAST) >= 0)
                .mapToDouble(time -> (last - behind) * DAY / time.toSeconds())
                .findFirst();
    }
}
