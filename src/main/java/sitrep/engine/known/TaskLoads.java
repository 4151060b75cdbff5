package sitrep.engine.known;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;

/**
 * Tasks with a long log that are folded from all of it: on threads of their own, so that nobody else waits, and each
 * once, however many ask. What was folded stays here until the writer takes it over. There are no more of them than
 * tasks with long logs, and each waits for its turn.
 */
final class TaskLoads {
    private static final int THREADS = 2;

    private final Logbook log;
    private final LongSupplier upTo;
    private final Map<TaskId, CompletableFuture<Optional<KnownTask>>> loads = new ConcurrentHashMap<>();
    private final ExecutorService threads = threads();

    /** @param upTo the newest event that the writer has dealt with: those behind it are for the writer to add */
    TaskLoads(Logbook log, LongSupplier upTo) {
        this.log = log;
        this.upTo = upTo;
    }

    /** Threads that end when there is nothing to do, so that nobody has to close them. */
    private static ExecutorService threads() {
        var threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("sitrep-load-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Begins to load a task, unless somebody did. */
    void load(TaskId id) {
        var _ = loads.computeIfAbsent(id, this::begin);
    }

    private CompletableFuture<Optional<KnownTask>> begin(TaskId id) {
        var until = upTo.getAsLong();
        return CompletableFuture.supplyAsync(() -> log.task(id, until).known(), threads);
    }

    /** One that is loading, or was loaded and is not taken over yet. */
    Optional<CompletableFuture<Optional<KnownTask>>> begun(TaskId id) {
        return Optional.ofNullable(loads.get(id));
    }

    /** Those that are done. What failed is begun anew. */
    Map<TaskId, Optional<KnownTask>> done() {
        if (loads.isEmpty()) return Map.of();
        loads.replaceAll((id, load) -> load.isCompletedExceptionally() ? begin(id) : load);
        return loads.entrySet().stream()
                .filter(each -> each.getValue().isDone())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().join()));
    }

    /** Forgets those that were taken over. */
    void forget(Collection<TaskId> taken) {
        loads.keySet().removeAll(taken);
    }
}
