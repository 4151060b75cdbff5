package sitrep.core.standing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Work of which two tell: a gateway that has an agent do it, and whoever sees what passes between the two, or the
 * agent's own hooks. The gateway says by which name the agent knows the session; what is told to be done in the session
 * of that name serves the gateway's run. So the gateway's word counts for what was asked and how it ended, and the one
 * from nearer by for what is being done.
 */
final class SeenWithin {
    private SeenWithin() {}

    /** Those of a task that have a session in hand which an agent knows by another name, and all that there are. */
    record Sessions(List<Worker> outer, Map<WorkerId, Worker> all) {}

    static Sessions sessions(Map<WorkerId, Worker> workers) {
        var outer = workers.values().stream()
                .filter(worker -> worker.session().isPresent())
                .toList();
        return new Sessions(outer, workers);
    }

    /** The run that this one serves because it is done in that one's session, and who said that it is one session. */
    static Optional<Said<RunId>> served(Run run, List<Run> runs, Sessions sessions) {
        if (sessions.outer().isEmpty()) return Optional.empty();
        var own = run.about().worker().map(Said::value);
        return own.flatMap(worker -> outer(worker, sessions))
                .flatMap(outer -> around(run, outer, runs)
                        .map(it -> new Said<>(
                                it.id(), outer.session().orElseThrow().stamp())));
    }

    /** The worker that has the session in hand in which another is at work. */
    private static Optional<Worker> outer(WorkerId own, Sessions sessions) {
        return sessions.outer().stream()
                .filter(worker -> !worker.id().equals(own))
                .filter(worker -> isOf(own, worker.session().orElseThrow().value(), sessions.all()))
                .findFirst();
    }

    /** Hooks name a session with their agent in front. */
    private static boolean isOf(WorkerId own, WorkerId session, Map<WorkerId, Worker> workers) {
        if (own.equals(session)) return true;
        var isMain = Optional.ofNullable(workers.get(own))
                .filter(worker -> worker.kindOrOther() == WorkerKind.MAIN)
                .isPresent();
        return isMain && own.text().endsWith("-" + session.text());
    }

    /** Of the runs there the last that had begun by then; clocks may differ a little. */
    private static Optional<Run> around(Run run, Worker outer, List<Run> runs) {
        var first = run.signs().orElseThrow().first();
        var there = runs.stream()
                .filter(other -> other.about().worker().map(Said::value).equals(Optional.of(outer.id())))
                .toList();
        return there.stream()
                .filter(other -> !other.signs().orElseThrow().first().isWellAfter(first))
                .reduce((_, later) -> later)
                .or(() -> there.stream().findFirst());
    }

    /** Whether a run serves another by its session, and nobody says that it serves any. */
    static boolean isOne(Run run, Map<RunId, RunId> parents) {
        var parent = parents.get(run.id());
        return parent != null && !run.about().parent().map(Said::value).equals(Optional.of(parent));
    }

    /** Whether a source tells of nothing but such work: then it knows nothing of the whole. */
    static boolean isAllOf(String source, Collection<Run> runs, Map<RunId, RunId> parents) {
        var told = runs.stream()
                .filter(run -> run.own().equals(Optional.of(source)))
                .toList();
        return !told.isEmpty() && told.stream().allMatch(run -> isOne(run, parents));
    }
}
