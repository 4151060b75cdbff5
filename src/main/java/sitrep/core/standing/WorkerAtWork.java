package sitrep.core.standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.Phase;

/**
 * A worker at work: one live run of one task that it serves. A worker may have a hand in several.
 *
 * @param phase what the run is doing by itself, whatever its children do
 * @param since when that began
 * @param lastSign its last sign of life by its source's clock
 * @param tellers the sources that told of the run
 */
public record WorkerAtWork(
        Worker worker,
        TaskId task,
        RunId run,
        Optional<String> label,
        Phase phase,
        Instant since,
        Instant lastSign,
        Set<String> tellers) {

    /** Those at work on a task, in the order in which their runs began; none once it ended. */
    public static List<WorkerAtWork> of(Task task) {
        var lineage = Lineage.of(task);
        if (lineage.end().isPresent()) return List.of();
        return lineage.live().stream().flatMap(run -> of(task, run, lineage)).toList();
    }

    private static Stream<WorkerAtWork> of(Task task, Run run, Lineage lineage) {
        return lineage.worker(run).stream().map(worker -> {
            var now = Segment.of(run, Optional.empty()).getLast();
            var label = run.about().label().map(Said::value);
            var last = run.signs().orElseThrow().last().at();
            var tellers = run.witnesses().bySource().keySet();
            return new WorkerAtWork(worker, task.id(), run.id(), label, now.phase(), now.from(), last, tellers);
        });
    }

    /** What a worker is asked about first: what waits for a person, what looks stuck, then the latest sign. */
    public static final Comparator<WorkerAtWork> MOST_PRESSING = Comparator.comparing(
                    (WorkerAtWork hand) -> switch (hand.phase.kind()) {
                        case HUMAN -> 0;
                        case SUSPECT -> 1;
                        case ACTIVE, DEPENDENCY, PENDING, ENDED -> 2;
                    })
            .thenComparing(WorkerAtWork::lastSign, Comparator.reverseOrder())
            .thenComparing(hand -> hand.run.text());
}
