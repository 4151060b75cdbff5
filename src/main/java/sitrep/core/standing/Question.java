package sitrep.core.standing;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Stamp;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Witness;
import sitrep.core.vocabulary.WorkerKind;

/**
 * A wait for a person, and whether it is perhaps over though nobody said so: the source that asked tells of the run's
 * work since, or a newer turn of the same main worker is at work, which cannot hang in the older one.
 */
public final class Question {
    private Question() {}

    public static Obstacle of(BlockedSpan hold, Run run, Lineage lineage) {
        var asked = Obstacle.of(hold, run);
        return Stream.concat(ownWork(hold, run), newerTurns(hold, run, lineage))
                .max(Comparator.comparing(Said::stamp))
                .map(said -> asked.perhaps("It has gone on since ("
                        + said.value().replace('_', ' ') + " at " + said.stamp().at() + "): perhaps answered"))
                .orElse(asked);
    }

    private static Stream<Said<String>> ownWork(BlockedSpan hold, Run run) {
        return wordsOf(run.witnesses().of(hold.said().stamp().source()))
                .filter(said -> said.stamp().at().isAfter(hold.since().plus(Stamp.APART)));
    }

    private static Stream<Said<String>> newerTurns(BlockedSpan hold, Run run, Lineage lineage) {
        var worker = lineage.worker(run).filter(it -> it.kindOrOther() == WorkerKind.MAIN);
        if (worker.isEmpty()) return Stream.empty();
        return lineage.current()
                .filter(other -> lineage.worker(other).equals(worker))
                .filter(other -> other.signs().orElseThrow().first().at().isAfter(hold.since()))
                .flatMap(other -> other.witnesses().all().flatMap(Question::wordsOf));
    }

    /** What it does or did, what it waits for apart. */
    private static Stream<Said<String>> wordsOf(Witness witness) {
        return Stream.of(
                        witness.phase()
                                .filter(said -> Witness.isWork(said.value()))
                                .map(said -> new Said<>(said.value().word(), said.stamp())),
                        witness.told())
                .flatMap(Optional::stream);
    }
}
