package sitrep.engine.known;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import sitrep.core.event.TaskId;

/** Tasks that are read from the log: one with a short log by whoever needs it, any other in its own time. */
public final class TaskReading {
    /** A task of which no more events are told is folded at once. */
    private static final int SHORT = 2_000;

    private final Logbook log;
    private final TaskLoads loads;
    private final Function<TaskId, Optional<KnownTask>> cached;

    /** Tasks that wait until all of their log is folded, each with the first event that is not shown yet. */
    private final Map<TaskId, Long> awaited = new ConcurrentHashMap<>();

    /**
     * @param cached a task that is in memory
     * @param upTo the newest event that the writer has dealt with
     */
    public TaskReading(Logbook log, Function<TaskId, Optional<KnownTask>> cached, LongSupplier upTo) {
        this.log = log;
        this.cached = cached;
        this.loads = new TaskLoads(log, upTo);
    }

    /** A task as of an event, if its log is short; else it is being loaded from now on. */
    public Optional<KnownTask> quickly(TaskId id, long until) {
        if (isLoading(id)) return Optional.empty();
        var folding = log.task(id, until, SHORT);
        if (folding.isPresent()) return folding.get().known();
        if (cached.apply(id).isEmpty()) loads.load(id);
        return cached.apply(id);
    }

    /** A task as it stands, for which its log is waited for. */
    public Optional<KnownTask> whole(TaskId id) {
        return quickly(id, Long.MAX_VALUE)
                .or(() -> loads.begun(id).flatMap(load -> upToDate(id, load.join())))
                .or(() -> cached.apply(id));
    }

    private Optional<KnownTask> upToDate(TaskId id, Optional<KnownTask> loaded) {
        return loaded.flatMap(known -> log.onward(new TaskFolding(known), id, known.seq(), Long.MAX_VALUE)
                .known());
    }

    public boolean isLoading(TaskId id) {
        return loads.begun(id).isPresent();
    }

    /** Whether a task is being loaded: then it is filed and shown when that is done. */
    public boolean awaits(TaskId id, long first) {
        if (!isLoading(id)) return false;
        awaited.merge(id, first, Math::min);
        return true;
    }

    public boolean isAwaited(TaskId id) {
        return awaited.containsKey(id);
    }

    /** It is there. Answers whether it was awaited. */
    public boolean noLonger(TaskId id) {
        return Optional.ofNullable(awaited.remove(id)).isPresent();
    }

    /** Up to which event all is shown, as far as it is known here. */
    public long shown() {
        return awaited.values().stream().mapToLong(first -> first - 1).min().orElse(Long.MAX_VALUE);
    }

    /** Those that are loaded and were not taken over yet. */
    public Map<TaskId, Optional<KnownTask>> done() {
        return loads.done();
    }

    public void forget(Collection<TaskId> taken) {
        loads.forget(taken);
    }
}
