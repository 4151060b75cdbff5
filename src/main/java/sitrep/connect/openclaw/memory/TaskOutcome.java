package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.Comparator;
import sitrep.core.vocabulary.Outcome;

/** What a task comes to, by how its runs ended. */
public final class TaskOutcome {
    private TaskOutcome() {}

    /**
     * How a task came out: as the last turn of its session did; or, if that only told of children that failed, as the
     * worst of those.
     */
    public static Outcome of(ObservedTask errand) {
        var own = errand.turns.values().stream()
                .filter(turn -> isOwn(turn) && turn.outcome.isPresent())
                .toList();
        var last = own.stream()
                .max(Comparator.comparing(turn -> turn.endedAt.orElse(Instant.MIN)))
                .flatMap(turn -> turn.outcome)
                .orElse(Outcome.SUCCEEDED);
        if (last != Outcome.SUCCEEDED) return last;
        var worked = own.stream().flatMap(turn -> turn.lastTool.stream()).max(Comparator.naturalOrder());
        return errand.turns.values().stream()
                .filter(turn -> !isOwn(turn) && !isRetried(turn) && !turn.isForeground())
                .filter(turn -> turn.endedAt
                        .filter(end -> worked.map(end::isAfter).orElse(true))
                        .isPresent())
                .flatMap(turn -> turn.outcome.stream())
                .max(Comparator.naturalOrder())
                .orElse(last);
    }

    private static boolean isOwn(Turn turn) {
        return switch (turn.kind) {
            case MAIN, CRON -> true;
            case REPORT -> turn.session.equals(turn.errand.session);
            case SUBAGENT, ACP, EXEC -> turn.errand.root.filter(turn::equals).isPresent();
        };
    }

    private static boolean isRetried(Turn turn) {
        return !turn.slot.isBlank()
                && turn.errand.turns.values().stream()
                        .anyMatch(other -> other.slot.equals(turn.slot) && other.attempt > turn.attempt);
    }

    /** When the last of what ran beside the session ended: what was told before does not tell of it. */
    public static Instant lastBeside(ObservedTask errand) {
        return errand.turns.values().stream()
                .filter(turn -> !isOwn(turn) && turn.kind != Turn.Kind.REPORT)
                .flatMap(turn -> turn.endedAt.stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
