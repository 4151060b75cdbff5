package sitrep.engine.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import sitrep.core.vocabulary.Outcome;
import sitrep.engine.board.Board;
import sitrep.store.EndCondition;
import sitrep.store.Facet;
import sitrep.store.Insights;
import sitrep.store.InsightsScope;
import sitrep.store.TimeParts;

/**
 * What the tasks of a host or a source came to in the last day, hour by hour, beside what is usual. Each task is looked
 * at for it, so what was found is kept for a while: {@link #FRESH} for the last day, {@link #LONG} for the usual.
 */
public final class TrackRecords {
    private static final int HOURS = 24;
    private static final Duration USUALLY = Duration.ofDays(7);

    /** For how long the last day is told as it was. */
    static final Duration FRESH = Duration.ofSeconds(15);

    /** For how long what is usual is told as it was. */
    static final Duration LONG = Duration.ofMinutes(10);

    /** Most hosts and sources of which anything is kept; past it all is looked at anew. */
    private static final int KEPT = 1_000;

    /** What ended within an hour, and how much of that failed. */
    public record Hour(Instant from, long ended, long failed) {}

    /**
     * What one came to.
     *
     * @param hours all of them, the current one last
     * @param median how long the middle one of those that ended took
     * @param usual the same of the last week
     */
    public record LastDay(List<Hour> hours, Optional<Duration> median, Optional<Duration> usual) {
        public long ended() {
            return hours.stream().mapToLong(Hour::ended).sum();
        }

        public long failed() {
            return hours.stream().mapToLong(Hour::failed).sum();
        }

        /** How many times longer they took than is usual. */
        public double slowness() {
            if (median.isEmpty() || usual.isEmpty() || usual.get().isZero()) return 0;
            return (double) median.get().toMillis() / usual.get().toMillis();
        }
    }

    private record Kept<T>(Instant at, T value) {
        boolean isOlder(Duration age, Instant now) {
            return at.plus(age).isBefore(now);
        }
    }

    private final Board board;
    private final InstantSource clock;
    private final Map<Facet, Kept<Insights>> days = new ConcurrentHashMap<>();
    private final Map<Facet, Kept<Optional<Duration>>> usuals = new ConcurrentHashMap<>();

    public TrackRecords(Board board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    public LastDay of(Facet facet) {
        var now = clock.instant();
        if (days.size() > KEPT || usuals.size() > KEPT) {
            days.clear();
            usuals.clear();
        }
        var parts = lastDay(now);
        var day = days.compute(
                        facet,
                        (_, kept) ->
                                kept == null || kept.isOlder(FRESH, now) ? new Kept<>(now, found(facet, parts)) : kept)
                .value();
        var usual = usuals.compute(
                        facet,
                        (_, kept) -> kept == null || kept.isOlder(LONG, now)
                                ? new Kept<>(now, found(facet, week(now)).median())
                                : kept)
                .value();
        return new LastDay(hours(day, parts), day.median(), usual);
    }

    private Insights found(Facet facet, TimeParts parts) {
        var scope = new InsightsScope(parts, Set.of(facet), Optional.empty(), EndCondition.OR_NOT);
        return board.filed().insights(scope, 0);
    }

    private static TimeParts lastDay(Instant now) {
        var end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var starts = IntStream.range(0, HOURS)
                .mapToObj(hour -> end.minus(HOURS - hour, ChronoUnit.HOURS))
                .toList();
        return new TimeParts(starts, end);
    }

    private static TimeParts week(Instant now) {
        return new TimeParts(List.of(now.minus(USUALLY)), now.plusMillis(1));
    }

    private static List<Hour> hours(Insights day, TimeParts parts) {
        return parts.starts().stream()
                .map(start -> day.parts().stream()
                        .filter(part -> part.from().equals(start))
                        .map(part -> new Hour(start, count(part, false), count(part, true)))
                        .findFirst()
                        .orElseGet(() -> new Hour(start, 0, 0)))
                .toList();
    }

    /** What was cancelled did not fail. */
    private static long count(Insights.Part part, boolean onlyFailed) {
        return part.outcomes().entrySet().stream()
                .filter(spent -> !onlyFailed || hasFailed(spent.getKey()))
                .mapToLong(spent -> spent.getValue().tasks())
                .sum();
    }

    private static boolean hasFailed(Outcome outcome) {
        return switch (outcome) {
            case FAILED, TIMED_OUT, LOST -> true;
            case SUCCEEDED, CANCELLED -> false;
        };
    }
}
