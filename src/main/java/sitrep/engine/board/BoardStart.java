package sitrep.engine.board;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.Store;
import sitrep.store.StoreFailure;

/** From where a board goes on: what its index has, or nothing where that is of no use, so that all is folded anew. */
record BoardStart(long seq, Map<TaskId, TaskId> names, BoardTally tally, Map<Lasted.What, Histogram> lasted) {
    private static final Logger LOG = LoggerFactory.getLogger(BoardStart.class);

    static BoardStart of(Store store) {
        try {
            var mark = store.mark();
            if (mark.version() == Fold.VERSION && mark.seq() <= store.last()) return read(store);
        } catch (StoreFailure e) {
            LOG.warn("The index of tasks cannot be read and is rebuilt from the log: {}", e.getMessage());
        }
        store.clear();
        return read(store);
    }

    private static BoardStart read(Store store) {
        return new BoardStart(store.mark().seq(), store.names(), BoardTally.of(store), store.lasted());
    }
}
