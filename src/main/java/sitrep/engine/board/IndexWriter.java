package sitrep.engine.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.text.Invalid;
import sitrep.store.IndexChange;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex;
import sitrep.store.TaskRow;

/**
 * Brings what changed into the index. The index is no more than what can be made from the log: when it fails it is made
 * anew, some tasks at a time, while all else goes on; when the disk is full, what changed waits in memory. For the
 * writer alone.
 */
final class IndexWriter {
    /** Tasks that are filed anew at a time. */
    private static final int AGAIN = 500;

    /** Makes the index count as incomplete: after a crash it is made from the whole log. */
    private static final TaskIndex.Mark INCOMPLETE = new TaskIndex.Mark(0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);

    private final Store store;
    private final UnfiledTasks unfiled;
    private final UsualsLearning learning;
    private final Supplier<Map<TaskId, TaskId>> names;
    private final Function<KnownTask, TaskRow> row;
    private final Function<TaskId, Optional<KnownTask>> known;
    private volatile Optional<StoreFailure> trouble = Optional.empty();

    /** While the index is made anew: the last name in the log that was dealt with, the empty text before the first. */
    private Optional<String> again = Optional.empty();

    /**
     * @param names all names of tasks that have several, each with the id that its task goes by
     * @param known a task as it stands, if it is at hand without long reading; else it is filed once it is loaded
     */
    IndexWriter(
            Store store,
            UnfiledTasks unfiled,
            UsualsLearning learning,
            Supplier<Map<TaskId, TaskId>> names,
            Function<KnownTask, TaskRow> row,
            Function<TaskId, Optional<KnownTask>> known) {
        this.store = store;
        this.unfiled = unfiled;
        this.learning = learning;
        this.names = names;
        this.row = row;
        this.known = known;
    }

    /** Why nothing can be filed, while that is so; any thread may ask. */
    Optional<StoreFailure> trouble() {
        return trouble;
    }

    /** Puts what changed into the index, which is then complete up to a place of the log. */
    void flush(long upTo) {
        try {
            if (!store.isSound()) throw new StoreFailure("The index cannot be read.");
            if (again.isPresent()) fileSome();
            put(again.isPresent() ? INCOMPLETE : new TaskIndex.Mark(upTo, Fold.VERSION));
            trouble = Optional.empty();
        } catch (StoreFailure e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(new StoreFailure(
                    "The index cannot be filled: " + e.getClass().getName(), e));
        }
    }

    private void put(TaskIndex.Mark mark) {
        if (unfiled.size() == 0 && trouble.isEmpty() && store.mark().equals(mark)) return;
        var mayBeLost = again.isPresent() || trouble.isPresent();
        var filing = unfiled.filing(row, mayBeLost ? learning.learnAll() : learning.learn(), mark);
        store.put(filing);
        unfiled.filed(filing);
        trouble.ifPresent(_ -> LOG.info("The index of tasks is brought up again"));
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
            unfiled.anew(names.get());
            again = Optional.of("");
            LOG.warn("The index of tasks is rebuilt from the log");
        } catch (StoreFailure e) {
            trouble = Optional.of(e);
            LOG.error("The index of tasks could not be rebuilt; that is tried again: {}", e.getMessage());
        }
    }

    /** The next tasks of the log. */
    private void fileSome() {
        var tasks = store.tasks(again.orElse(""), AGAIN);
        tasks.forEach(name -> id(name).flatMap(known).ifPresent(unfiled::changed));
        again = tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.getLast());
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
                var filing = new IndexChange(List.of(row.apply(one)), Set.of(), Map.of(), Map.of(), Map.of(), INCOMPLETE);
                store.put(filing);
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
