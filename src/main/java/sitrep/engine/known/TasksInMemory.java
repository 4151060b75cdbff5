package sitrep.engine.known;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import sitrep.core.event.TaskId;

/** The tasks in memory. The writer changes it, any may read. */
public final class TasksInMemory {
    /** Share of the heap for them; past it the longest-untouched go, for they are filed and recalled when needed. */
    private static final double SHARE = 0.2;

    private final Map<TaskId, KnownTask> tasks = new ConcurrentHashMap<>();

    /** About how many bytes they take. */
    private long held;

    public Optional<KnownTask> of(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    public Collection<KnownTask> all() {
        return tasks.values();
    }

    public void keep(KnownTask known) {
        var before = Optional.ofNullable(tasks.put(known.task().id(), known));
        held += known.weight() - before.map(KnownTask::weight).orElse(0L);
    }

    public void forget(TaskId id) {
        Optional.ofNullable(tasks.remove(id)).ifPresent(known -> held -= known.weight());
    }

    /** Drops what was not touched for longest and may go, if there is more than there is room for. */
    public void shrink(Predicate<KnownTask> mayGo) {
        var room = (long) (Runtime.getRuntime().maxMemory() * SHARE);
        if (held <= room) return;
        for (var known : tasks.values().stream()
                .filter(mayGo)
                .sorted(Comparator.comparingLong(KnownTask::seq))
                .toList()) {
            if (held <= room * 3 / 4) return;
            forget(known.task().id());
        }
    }
}
