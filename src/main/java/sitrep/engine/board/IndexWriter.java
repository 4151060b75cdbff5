package sitrep.engine.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.text.Invalid;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.engine.known.KnownTask;
import sitrep.store.IndexChange;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex;
import sitrep.store.TaskRow;
import sitrep.store.TaskState;

/**
 * Brings what changed into the index. The index is no more than what can be made from the log: when it fails it is made
 * anew, some tasks at a time, while all else goes on; when the disk is full, what changed waits in memory; and where it
 * was made by another version of the fold its tasks are filed anew while the old ones are shown. For one thread.
 */
final class IndexWriter {
    /** Tasks that are filed anew at a time. */
    private static final int AGAIN = 500;

    /** No version of the fold: what has it in its mark is to be filed anew. */
    private static final int UNLIKE = 0;

    /** Makes the index count as empty: after a crash it is made from the whole log. */
    private static final TaskIndex.Mark INCOMPLETE = new TaskIndex.Mark(0, UNLIKE);

    /**
     * What the index lacks, as of one moment.
     *
     * @param tasks those that changed
     * @param gone tasks that joined others
     * @param renamed what tasks go by, by each of their names
     * @param upTo the newest event of which all that came is among this, or filed
     */
    record Cut(
            List<KnownTask> tasks,
            Set<TaskId> gone,
            Map<TaskId, TaskId> renamed,
            Map<Lasted.What, Histogram> lasted,
            long upTo) {}

    /** Whose index it is. */
    interface Filing {
        /** @param isAllLost whether all that is usual is to be among it, and not only what is new */
        Cut cut(boolean isAllLost);

        TaskRow row(KnownTask known);

        /** All names of tasks that have several, each with the id that its task goes by. */
        Map<TaskId, TaskId> names();

        /** Has a task filed: at once if it is at hand without long reading, else once it is loaded. */
        void file(TaskId name);

        /** Is told when every task was filed anew. */
        void filedAnew();
    }

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);

    private final Store store;
    private final UnfiledTasks unfiled;
    private final Filing filing;
    private volatile Optional<StoreFailure> trouble = Optional.empty();

    /** While tasks are filed anew: the last name in the log that was dealt with, the empty text before the first. */
    private volatile Optional<String> again;

    /** @param isToBeFiledAnew whether what is in the index was made by another version of the fold */
    IndexWriter(Store store, UnfiledTasks unfiled, Filing filing, boolean isToBeFiledAnew) {
        this.store = store;
        this.unfiled = unfiled;
        this.filing = filing;
        this.again = isToBeFiledAnew ? Optional.of("") : Optional.empty();
    }

    /** Whether tasks are still to be filed anew; any thread may ask. */
    boolean isFiledAnew() {
        return again.isPresent() && trouble.isEmpty();
    }

    /** Why nothing can be filed, while that is so; any thread may ask. */
    Optional<StoreFailure> trouble() {
        return trouble;
    }

    /** Puts what changed into the index. */
    void flush() {
        try {
            if (!store.isSound()) throw new StoreFailure("The index cannot be read.");
            if (again.isPresent() && !fileSome()) filing.filedAnew();
            else put();
            trouble = Optional.empty();
        } catch (StoreFailure e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(new StoreFailure(
                    "The index cannot be filled: " + e.getClass().getName(), e));
        }
    }

    /** Puts all that changed until now. */
    void put() {
        var cut = filing.cut(again.isPresent() || trouble.isPresent());
        var mark = new TaskIndex.Mark(cut.upTo(), again.isPresent() ? UNLIKE : Fold.VERSION);
        var isNothing = cut.tasks().isEmpty() && cut.gone().isEmpty() && trouble.isEmpty();
        if (isNothing && store.mark().equals(mark)) return;
        store.put(change(cut, mark));
        unfiled.filed(cut);
        trouble.ifPresent(_ -> LOG.info("The index of tasks is brought up again"));
    }

    private IndexChange change(Cut cut, TaskIndex.Mark mark) {
        var states = new ConcurrentHashMap<TaskId, TaskState>();
        var rows = cut.tasks().parallelStream()
                .peek(known -> states.put(known.task().id(), FiledTasks.state(known)))
                .map(filing::row)
                .toList();
        return new IndexChange(rows, cut.gone(), cut.renamed(), states, cut.lasted(), mark);
    }

    private void failed(StoreFailure e) {
        var isFirst = trouble.isEmpty();
        trouble = Optional.of(e);
        if (isFirst) LOG.error("The index of tasks could not be brought up: {}", e.getMessage());
        if (e.kind() != StoreFailure.Kind.BROKEN) return;
        if (isFirst || !fileOneByOne()) renew();
    }

    /** Begins to make the index anew. */
    private void renew() {
        try {
            store.clear();
            unfiled.anew(filing.names());
            again = Optional.of("");
            LOG.warn("The index of tasks is rebuilt from the log");
        } catch (StoreFailure e) {
            trouble = Optional.of(e);
            LOG.error("The index of tasks could not be rebuilt; that is tried again: {}", e.getMessage());
        }
    }

    /** The next tasks of the log. Answers whether there were any. */
    private boolean fileSome() {
        var tasks = store.tasks(again.orElse(""), AGAIN);
        tasks.forEach(name -> id(name).ifPresent(filing::file));
        again = tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.getLast());
        return again.isPresent();
    }

    /** What was once taken for an id may be none any more. */
    private static Optional<TaskId> id(String name) {
        try {
            return Optional.of(new TaskId(name));
        } catch (Invalid _) {
            return Optional.empty();
        }
    }

    /** Where a new index fails too it may be for one of the rows: the others are filed. Answers whether any was. */
    private boolean fileOneByOne() {
        var filed = 0;
        for (var one : unfiled.open()) {
            try {
                store.put(IndexChange.of(List.of(filing.row(one)), INCOMPLETE));
                unfiled.filed(one);
                filed++;
            } catch (RuntimeException e) {
                unfiled.refuse(one);
                LOG.error("The index refuses the task of event {}: {}", one.seq(), e.getMessage());
            }
        }
        return filed > 0;
    }
}
