package sitrep.engine.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import sitrep.core.event.TaskId;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.IndexChange;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;

/**
 * By what the index is behind: tasks that changed, and those that joined others and have no row any more. The writer
 * changes it; pages are put together from it and the index by anybody.
 */
final class UnfiledTasks {
    private final Map<TaskId, KnownTask> changed = new ConcurrentHashMap<>();
    private final Set<TaskId> gone = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, TaskId> renamed = new HashMap<>();

    /** What the index refuses, each as of the event at which it was tried: it stays here until it changes. */
    private final Map<TaskId, Long> refused = new ConcurrentHashMap<>();

    void changed(KnownTask known) {
        changed.put(known.task().id(), known);
    }

    void gone(TaskId task) {
        gone.add(task);
        changed.remove(task);
        refused.remove(task);
    }

    void refuse(KnownTask known) {
        refused.put(known.task().id(), known.seq());
    }

    /** The index is empty, and may refuse nothing any more. */
    void anew(Map<TaskId, TaskId> names) {
        refused.clear();
        gone.clear();
        renamed(names);
    }

    /** What is to be filed: all but what was refused and has not changed since. */
    List<KnownTask> open() {
        return changed.values().stream()
                .filter(known -> refused.getOrDefault(known.task().id(), 0L) != known.seq())
                .toList();
    }

    /** @param names what tasks go by, by each of their names */
    void renamed(Map<TaskId, TaskId> names) {
        renamed.putAll(names);
    }

    /** How many changed. */
    int size() {
        return changed.size() - refused.size();
    }

    /** All of it, for the index. */
    IndexChange filing(Function<KnownTask, TaskRow> row, Map<Lasted.What, Histogram> lasted, TaskIndex.Mark mark) {
        var rows = open().parallelStream().map(row).toList();
        return new IndexChange(rows, Set.copyOf(gone), Map.copyOf(renamed), Map.of(), lasted, mark);
    }

    /** The index has it. */
    void filed(IndexChange filing) {
        filing.rows().forEach(row -> {
            changed.remove(row.task());
            refused.remove(row.task());
        });
        gone.removeAll(filing.gone());
        renamed.clear();
    }

    /** The index has one of them. */
    void filed(KnownTask known) {
        changed.remove(known.task().id());
        refused.remove(known.task().id());
    }

    /** The tasks that match, in the order of the board, as of now. */
    List<TaskIndex.Listed> page(TaskIndex index, TaskQuery query) {
        var snapshot = Map.copyOf(changed);
        var merged = new ArrayList<TaskIndex.Listed>();
        snapshot.values().stream()
                .filter(known -> query.after()
                        .map(place -> known.place().compareTo(place) > 0)
                        .orElse(true))
                .filter(known -> Board.matches(query, known))
                .sorted(Comparator.comparing(KnownTask::place))
                .limit(query.limit())
                .forEach(known -> merged.add(new TaskIndex.Listed(known.place(), known.json(), known.seq())));
        var needed = query.limit();
        var after = query.after();
        while (needed > 0) {
            var rows = index.page(query.behind(after));
            var fresh = rows.stream()
                    .filter(row -> !snapshot.containsKey(row.place().task()))
                    .filter(row -> !gone.contains(row.place().task()))
                    .toList();
            merged.addAll(fresh);
            needed -= fresh.size();
            if (rows.size() < query.limit()) break;
            after = Optional.of(rows.getLast().place());
        }
        merged.sort(Comparator.comparing(TaskIndex.Listed::place));
        return List.copyOf(merged.subList(0, Math.min(query.limit(), merged.size())));
    }
}
