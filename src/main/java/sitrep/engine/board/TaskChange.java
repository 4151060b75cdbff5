package sitrep.engine.board;

import java.util.List;
import sitrep.core.usual.Lasted;
import sitrep.engine.known.KnownTask;

/** What a batch made of one task; more than one before it if they joined by it. */
record TaskChange(List<KnownTask> before, KnownTask after, List<Lasted> took) {

    /** How many tasks there are of each sort then. */
    BoardTally counted(BoardTally tally) {
        var known = before.stream().filter(KnownTask::isHeard).map(KnownTask::sitrep);
        return tally.moved(known.toList(), after.sitrep());
    }
}
