package sitrep.core.standing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import sitrep.core.event.End;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * Runs that came to nothing: begun after all had ended well, and cancelled or failed before they did anything, as when
 * somebody opens a finished session again and closes it. They replace no result and reopen no task.
 */
final class IdleRuns {
    private IdleRuns() {}

    private static final Set<Phase> PREPARING =
            Set.of(Phase.QUEUED, Phase.STARTING, Phase.READING_CONTEXT, Phase.PLANNING);

    static Set<RunId> of(List<Run> runs, Map<RunId, RunId> parents, SortedMap<Stamp, End> ends) {
        if (runs.size() < 2 && ends.isEmpty()) return Set.of();
        var roots = runs.stream().filter(run -> !parents.containsKey(run.id())).toList();
        return runs.stream()
                .filter(run -> !parents.containsValue(run.id()) && didNothing(run))
                .filter(run -> isIdle(run, roots, ends))
                .map(Run::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean didNothing(Run run) {
        return !run.witnesses().sawAnything()
                && run.marks().inOrder().stream().allMatch(mark -> PREPARING.contains(mark.value()));
    }

    /** What failed counts as a second try only where the same worker had succeeded: else it may be the next step. */
    private static boolean isIdle(Run run, List<Run> roots, SortedMap<Stamp, End> ends) {
        var outcome = run.end().map(end -> end.value().outcome());
        if (outcome.isEmpty()) return false;
        return switch (outcome.get()) {
            case CANCELLED -> ended(run, ends) || roots.stream().anyMatch(other -> follows(run, other));
            case FAILED -> roots.stream().anyMatch(other -> follows(run, other) && hasWorkerOf(run, other));
            case SUCCEEDED, TIMED_OUT, LOST -> false;
        };
    }

    private static boolean ended(Run run, SortedMap<Stamp, End> ends) {
        return ends.headMap(run.signs().orElseThrow().first()).values().stream()
                .anyMatch(end -> end.outcome() == Outcome.SUCCEEDED);
    }

    private static boolean follows(Run run, Run success) {
        return success.end()
                .filter(end -> end.value().outcome() == Outcome.SUCCEEDED)
                .filter(end -> run.signs().orElseThrow().first().isAfter(end.stamp()))
                .isPresent();
    }

    private static boolean hasWorkerOf(Run run, Run other) {
        var worker = run.about().worker().map(Said::value);
        return worker.isPresent() && worker.equals(other.about().worker().map(Said::value));
    }
}
