package sitrep.engine.board;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.Learnt;
import sitrep.store.Store;
import sitrep.store.StoreFailure;

/**
 * From where a board goes on: what its index has, or nothing where that is of no use, so that all is folded anew.
 *
 * @param learntUpTo up to which event what lasted was learnt, where the index lacks it and the log had it; else 0
 * @param isToBeFiledAnew whether the index is of use, but its tasks come to something else by now
 */
record BoardStart(
        long seq,
        Map<TaskId, TaskId> names,
        BoardTally tally,
        Map<Lasted.What, Histogram> lasted,
        long learntUpTo,
        boolean isToBeFiledAnew) {
    private static final Logger LOG = LoggerFactory.getLogger(BoardStart.class);

    static BoardStart of(Store store) {
        try {
            var mark = store.mark();
            if (store.isSound() && mark.seq() > 0 && mark.seq() <= store.last()) {
                return read(store, mark.version() != Fold.VERSION);
            }
        } catch (StoreFailure e) {
            if (e.kind() != StoreFailure.Kind.BROKEN) throw e;
            LOG.warn("The index of tasks cannot be read and is rebuilt from the log: {}", e.getMessage());
        }
        store.clear();
        return read(store, false);
    }

    private static BoardStart read(Store store, boolean isToBeFiledAnew) {
        if (isToBeFiledAnew) LOG.info("The tasks in the index are filed anew, for they are understood better by now");
        var lasted = store.lasted();
        var learnt = lasted.isEmpty() ? store.learnt() : new Learnt(lasted, 0);
        return new BoardStart(
                store.mark().seq(),
                store.names(),
                BoardTally.of(store),
                learnt.lasted(),
                learnt.upTo(),
                isToBeFiledAnew);
    }
}
