package sitrep.engine.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;
import sitrep.snapshot.TaskSnapshots;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskState;

/**
 * Tasks that are not in memory, as they were written down when they were filed. What was let go of was filed before, so
 * that this is all there is of them.
 */
record FiledTasks(Store store, UnfiledTasks unfiled) {

    /** Some of them. */
    record Recalled(Map<TaskId, KnownTask> known, Set<TaskId> told) {

        Optional<KnownTask> of(TaskId id) {
            return Optional.ofNullable(known.get(id));
        }

        /** Whether nothing was ever said of it. */
        boolean isNew(TaskId id) {
            return !told.contains(id);
        }
    }

    /** What is known of these, and of which anything was said before a place of the log. */
    Recalled recall(List<TaskId> ids, long before) {
        if (ids.isEmpty()) return new Recalled(Map.of(), Set.of());
        return new Recalled(known(ids), store.told(ids, before));
    }

    Optional<KnownTask> of(TaskId id) {
        return Optional.ofNullable(known(List.of(id)).get(id));
    }

    private Map<TaskId, KnownTask> known(Collection<TaskId> ids) {
        var known = new HashMap<TaskId, KnownTask>();
        var there = ids.stream().filter(id -> !unfiled.isGone(id)).toList();
        if (there.isEmpty()) return known;
        states(there)
                .forEach((id, state) -> TaskSnapshots.read(state.bytes())
                        .ifPresent(it -> known.put(id, new KnownTask(it.task(), it.stamina(), state.seq()))));
        return known;
    }

    /** None while the index cannot be read: then they are folded from the log. */
    private Map<TaskId, TaskState> states(Collection<TaskId> ids) {
        try {
            return store.states(ids);
        } catch (StoreFailure _) {
            return Map.of();
        }
    }

    /** A task as it is written down. */
    static TaskState state(KnownTask known) {
        return new TaskState(known.seq(), TaskSnapshots.write(known.task(), known.stamina()));
    }
}
