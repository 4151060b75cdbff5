package sitrep.core.standing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Processes in which an agent runs whose session tells of its own work, as by hooks. The two see one thing: what the
 * session says counts before what the process reports of it.
 */
final class AgentProcesses {
    private AgentProcesses() {}

    /**
     * Those that rest, or rested when they ended: nothing that was asked in their session goes on. What is left then is
     * a program that waits for the next thing to be asked, which is no work; how that ends says nothing of what was.
     * And those whose end says less than their session.
     */
    static Set<RunId> resting(List<Run> runs, SortedMap<WorkerId, Worker> workers) {
        return runs.stream()
                .filter(run -> {
                    var turns = turns(run, runs, workers);
                    return !turns.isEmpty()
                            && turns.stream().allMatch(turn -> turn.end().isPresent())
                            && (rested(run) || saysLess(run, lastEnd(turns)));
                })
                .map(Run::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean rested(Run process) {
        return process.holds().anyMatch(hold -> isRest(hold) && isLast(hold, process));
    }

    private static Said<End> lastEnd(List<Run> turns) {
        return turns.stream()
                .map(turn -> turn.end().orElseThrow())
                .max(Comparator.comparing(Said::stamp))
                .orElseThrow();
    }

    /**
     * Whether an agent's process says less than its session, which told how what was asked last ended: while no more is
     * seen of it than that it is an agent, and where it ended well or was left. That it is an agent's shows in how it
     * began; one that reports when it rests is known better by that.
     */
    private static boolean saysLess(Run process, Said<End> session) {
        var marks = process.marks().inOrder();
        var isAgent = !marks.isEmpty() && marks.getFirst().value() == Phase.PLANNING;
        if (!isAgent || !session.value().isReal()) return false;
        if (process.end().isPresent()) {
            var outcome = process.end().get().value().outcome();
            return outcome == Outcome.SUCCEEDED || outcome == Outcome.CANCELLED;
        }
        return !isOne(process)
                && marks.getLast().value() == Phase.PLANNING
                && !marks.getLast().stamp().isWellAfter(session.stamp());
    }

    /** Whether it holds, or did until the key was pressed by which its run was ended. */
    private static boolean isLast(BlockedSpan hold, Run run) {
        return hold.to()
                .map(to -> run.end()
                        .filter(end -> end.stamp().isAfter(to) && !end.stamp().isWellAfter(to))
                        .isPresent())
                .orElse(true);
    }

    /** What was asked in the session that runs in a process; nothing of a run that is no such process. */
    static List<Run> turns(Run process, List<Run> runs, Map<WorkerId, Worker> workers) {
        if (!isOf(process, workers, WorkerKind.PROCESS)) return List.of();
        return runs.stream()
                .filter(run -> run.about()
                        .parent()
                        .map(Said::value)
                        .filter(process.id()::equals)
                        .isPresent())
                .filter(run -> isOf(run, workers, WorkerKind.MAIN))
                .toList();
    }

    private static boolean isOf(Run run, Map<WorkerId, Worker> workers, WorkerKind kind) {
        return run.about()
                .worker()
                .map(Said::value)
                .flatMap(id -> Optional.ofNullable(workers.get(id)))
                .filter(worker -> worker.kindOrOther() == kind)
                .isPresent();
    }

    /** Whether it ever said that it rests. */
    static boolean isOne(Run run) {
        return run.holds().anyMatch(AgentProcesses::isRest);
    }

    private static boolean isRest(BlockedSpan hold) {
        return hold.block().id().equals(BlockId.AGENT_RESTS);
    }

    private static boolean isAsked(BlockedSpan hold) {
        return hold.block().id().equals(BlockId.AGENT_ASKS);
    }

    /**
     * Whether a wait that a process reports is that of its session, which tells of it too, in its own words; or it
     * rests while its session waits for something.
     */
    static boolean isToldTwice(BlockedSpan hold, Run process, Lineage lineage) {
        if (!isRest(hold) && !isAsked(hold)) return false;
        return lineage.live().stream()
                .filter(run -> lineage.serves(run, process))
                .flatMap(Run::openHolds)
                .anyMatch(other -> isRest(hold) || other.needsHuman());
    }
}
