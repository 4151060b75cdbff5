package sitrep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * How a task ended and what its life was spent on, for history and insights.
 *
 * @param at when; within its group a task that ended has its place by that
 * @param took from its first sign to its end
 * @param phases how long it was in each phase that it was ever in
 * @param waits how long it waited for each reason that it ever waited for
 */
public record TaskEnding(
        Instant at, Duration took, Outcome outcome, Map<Phase, Duration> phases, Map<BlockReason, Duration> waits) {

    public TaskEnding {
        phases = Map.copyOf(phases);
        waits = Map.copyOf(waits);
    }

    /** How long it waited, for whatever. */
    public Duration waited() {
        return waits.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
