package sitrep.store;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * What the tasks that ended within a stretch of days came to.
 *
 * @param days those on which any ended, in order
 * @param slowest those that took longest, the longest first
 * @param blocked those that waited longest, the longest first; none that never waited
 * @param isPartial whether more ended than were counted
 */
public record Insights(List<Day> days, List<Lasting> slowest, List<Lasting> blocked, boolean isPartial) {
    public static final Insights NONE = new Insights(List.of(), List.of(), List.of(), false);

    /** How many tasks, and how long they took together. */
    public record Spent(long tasks, Duration time) {
        public Spent plus(Spent other) {
            return new Spent(tasks + other.tasks, time.plus(other.time));
        }
    }

    /** What the tasks that ended on one day came to. */
    public record Day(
            LocalDate day, Map<Outcome, Spent> outcomes, Map<Phase, Spent> phases, Map<BlockReason, Spent> waits) {

        public Day(LocalDate day) {
            this(day, new EnumMap<>(Outcome.class), new EnumMap<>(Phase.class), new EnumMap<>(BlockReason.class));
        }
    }

    /** A task as lists show it, with how long it took and how long of that it waited. */
    public record Lasting(String json, Duration took, Duration waited) {}

    /** All outcomes of all days. */
    public Map<Outcome, Spent> outcomes() {
        return sum(Outcome.class, Day::outcomes);
    }

    /** The time spent in each phase. */
    public Map<Phase, Spent> phases() {
        return sum(Phase.class, Day::phases);
    }

    /** The time lost waiting, by reason. */
    public Map<BlockReason, Spent> waits() {
        return sum(BlockReason.class, Day::waits);
    }

    private <E extends Enum<E>> Map<E, Spent> sum(Class<E> type, Function<Day, Map<E, Spent>> of) {
        var sum = new EnumMap<E, Spent>(type);
        days.forEach(day -> of.apply(day).forEach((name, spent) -> sum.merge(name, spent, Spent::plus)));
        return sum;
    }
}
