package sitrep.core.standing;

import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Sessions of which two tell: their agent by its hooks, and what passes between the agent and its client over ACP.
 * Both name them by one id. Over ACP each question is seen when it is asked and when it is answered, by hooks the
 * answer only when the tool has run; so what hooks say of questions is left out where the other listens.
 */
final class SameSession {
    private SameSession() {}

    /** Whether a wait that hooks tell of is seen better by another. */
    static boolean isSeenBetter(BlockedSpan hold, Run run, Lineage lineage) {
        var worker = lineage.worker(run).filter(it -> it.kindOrOther() == WorkerKind.MAIN);
        return worker.isPresent()
                && lineage.runs().stream()
                        .filter(other -> lineage.worker(other)
                                .filter(it -> isClient(it, worker.get()))
                                .isPresent())
                        .anyMatch(other -> other.end()
                                .map(end -> end.stamp().isAfter(hold.from()))
                                .orElse(true));
    }

    private static boolean isClient(Worker other, Worker worker) {
        return other.kindOrOther() == WorkerKind.ACP
                && worker.id().text().endsWith("-" + other.id().text());
    }
}
