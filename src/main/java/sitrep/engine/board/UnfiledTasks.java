package sitrep.engine.board;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sitrep.core.event.TaskId;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.engine.known.KnownTask;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;

/**
 * By what the index is behind: tasks that changed, and those that joined others and have no row any more. The writer
 * adds to it, the filer takes from it; pages are put together from it and the index by anybody.
 */
final class UnfiledTasks {
    private final Map<TaskId, KnownTask> changed = new ConcurrentHashMap<>();
    private final Set<TaskId> gone = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, TaskId> renamed = new HashMap<>();

    /** What the index refuses, each as of the event at which it was tried: it stays here until it changes. */
    private final Map<TaskId, Long> refused = new ConcurrentHashMap<>();

    /** Of two of one task the newer counts, whichever comes last. */
    synchronized void changed(KnownTask known) {
        changed.merge(known.task().id(), known, (one, other) -> one.seq() > other.seq() ? one : other);
    }

    /** Whether the index lacks something of a task. */
    boolean has(KnownTask known) {
        return changed.containsKey(known.task().id());
    }

    /** Whether what the index may have of a task is of no use. */
    boolean isGone(TaskId task) {
        return gone.contains(task);
    }

    synchronized void gone(TaskId task) {
        gone.add(task);
        changed.remove(task);
        refused.remove(task);
    }

    synchronized void refuse(KnownTask known) {
        refused.put(known.task().id(), known.seq());
    }

    /** The index is empty, and may refuse nothing any more. */
    synchronized void anew(Map<TaskId, TaskId> names) {
        refused.clear();
        gone.clear();
        renamed(names);
    }

    /** What is to be filed: all but what was refused and has not changed since. */
    synchronized List<KnownTask> open() {
        return changed.values().stream()
                .filter(known -> refused.getOrDefault(known.task().id(), 0L) != known.seq())
                .toList();
    }

    /** @param names what tasks go by, by each of their names */
    synchronized void renamed(Map<TaskId, TaskId> names) {
        renamed.putAll(names);
    }

    /** What changed, as it stands. */
    Map<TaskId, KnownTask> changed() {
        return Collections.unmodifiableMap(changed);
    }

    /** How many changed. */
    int size() {
        return changed.size() - refused.size();
    }

    /** All of it as it stands now. */
    synchronized IndexWriter.Cut cut(Map<Lasted.What, Histogram> lasted, long upTo) {
        return new IndexWriter.Cut(open(), Set.copyOf(gone), Map.copyOf(renamed), lasted, upTo);
    }

    /** The index has it; what changed since stays. */
    synchronized void filed(IndexWriter.Cut cut) {
        cut.tasks().forEach(this::filed);
        gone.removeAll(cut.gone());
        renamed.entrySet().removeAll(cut.renamed().entrySet());
    }

    /** The index has one of them. */
    synchronized void filed(KnownTask known) {
        changed.remove(known.task().id(), known);
        refused.remove(known.task().id(), known.seq());
    }

    /** The tasks that match, in the order of the board, as of now. */
    List<TaskIndex.Listed> page(TaskIndex index, TaskQuery query) {
        var snapshot = new HashMap<>(changed);
        var page = new PageInMaking(query.limit());
        for (var known : snapshot.values()) {
            var place = known.place();
            var isBehind =
                    query.after().isEmpty() || place.compareTo(query.after().get()) > 0;
            if (isBehind && page.isOpenBehind(place) && Board.matches(query, known)) page.add(known);
        }
        var next = Optional.of(query);
        while (next.isPresent()) {
            var rows = index.page(next.get());
            rows.stream()
                    .filter(row -> !snapshot.containsKey(row.place().task()))
                    .filter(row -> !gone.contains(row.place().task()))
                    .forEach(page::add);
            next = rows.size() < query.limit()
                    ? Optional.empty()
                    : Optional.of(rows.getLast().place())
                            .filter(page::isOpenBehind)
                            .map(place -> query.behind(Optional.of(place)));
        }
        return page.rows();
    }
}
