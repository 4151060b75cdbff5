package sitrep.engine.board;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.LongEnough;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.TestEngine;
import sitrep.store.PassingStore;
import sitrep.store.TaskState;

/** A task with a long log is read in its own time: nobody but those who ask for it waits, and it is read once. */
class LongTaskTest {
    private static final TaskId LONG = new TaskId("long");
    private static final int EVENTS = 5_000;

    /** A log of which a later page of the long task comes when it is let; no task is written down in the index. */
    private static final class Slow extends PassingStore {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean isHeld;

        @Override
        public List<Entry> ofTask(TaskId task, long after, int limit) {
            if (isHeld && task.equals(LONG) && after == 3_000) {
                reads.incrementAndGet();
                pass();
            }
            return super.ofTask(task, after, limit);
        }

        @Override
        public Map<TaskId, TaskState> states(Collection<TaskId> tasks) {
            return Map.of();
        }

        private void pass() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Slow store = new Slow();

    @BeforeEach
    void fill() {
        try (var engine = new TestEngine(store)) {
            for (var i = 0; i < EVENTS; i++)
                engine.report("{'task':'long','phase':'testing','update':'line " + i + "'}");
            engine.settle();
        }
        store.isHeld = true;
    }

    @Test
    void the_writer_waits_for_no_long_log_and_nothing_of_it_is_lost() throws InterruptedException {
        try (var engine = new TestEngine(store);
                var listener = engine.feed.subscribe()) {
            engine.clock.advance(Duration.ofMinutes(1));
            engine.report("{'task':'long','phase':'editing'}");
            engine.report("{'task':'other','phase':'testing'}");
            assertEquals("testing", engine.phase("other"));
            engine.watchman.tick();
            var asked = CompletableFuture.supplyAsync(() -> engine.phase("long"));
            var again = CompletableFuture.supplyAsync(() -> engine.phase("long"));
            engine.settle();
            assertEquals(EVENTS, store.mark().seq(), "the index must not be ahead of what it has");
            store.gate.countDown();
            assertEquals(List.of("editing", "editing"), List.of(asked.join(), again.join()));
            assertEquals(List.of("other", "long"), List.of(told(listener), told(listener)));
            assertEquals(1, store.reads.get());
            assertEquals(1L, engine.board.tally().byPhase().get(Phase.EDITING));
            await().until(() -> {
                engine.settle();
                return store.mark().seq() == EVENTS + 2;
            });
        }
    }

    private static String told(Feed.Subscription listener) throws InterruptedException {
        var changes = (Feed.News.Changes) listener.next(LongEnough.DURATION).orElseThrow();
        return changes.tasks().getFirst().task().id().text();
    }
}
