package sitrep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * What the tasks that ended within a time came to.
 *
 * @param parts those parts of it in which any ended, in order
 * @param slowest those that took longest, the longest first
 * @param blocked those that waited longest, the longest first; none that never waited
 * @param median how long the middle one of them took; known where each was looked at
 * @param isPartial whether more ended than were counted
 */
public record Insights(
        List<Part> parts, List<Lasting> slowest, List<Lasting> blocked, Optional<Duration> median, boolean isPartial) {
    public static final Insights NONE = new Insights(List.of(), List.of(), List.of(), Optional.empty(), false);

    /** How many tasks, and how long they took together. */
    public record Spent(long tasks, Duration time) {
        public Spent plus(Spent other) {
            return new Spent(tasks + other.tasks, time.plus(other.time));
        }
    }

    /** What the tasks that ended within one part of the time came to. */
    public record Part(
            Instant from, Map<Outcome, Spent> outcomes, Map<Phase, Spent> phases, Map<BlockReason, Spent> waits) {

        public Part(Instant from) {
            this(from, new EnumMap<>(Outcome.class), new EnumMap<>(Phase.class), new EnumMap<>(BlockReason.class));
        }
    }

    /** A task as lists show it, with how long it took and how long of that it waited. */
    public record Lasting(String json, Duration took, Duration waited) {}

    /** All outcomes. */
    public Map<Outcome, Spent> outcomes() {
        return sum(Outcome.class, Part::outcomes);
    }

    /** The time spent in each phase. */
    public Map<Phase, Spent> phases() {
        return sum(Phase.class, Part::phases);
    }

    /** The time lost waiting, by reason. */
    public Map<BlockReason, Spent> waits() {
        return sum(BlockReason.class, Part::waits);
    }

    /** The middle one of some times. */
    public static Optional<Duration> middle(List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    private <E extends Enum<E>> Map<E, Spent> sum(Class<E> type, Function<Part, Map<E, Spent>> of) {
        var sum = new EnumMap<E, Spent>(type);
        parts.forEach(part -> of.apply(part).forEach((name, spent) -> sum.merge(name, spent, Spent::plus)));
        return sum;
    }
}
