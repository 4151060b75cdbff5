package sitrep.engine.board;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.engine.TestEngine;
import sitrep.store.IndexChange;
import sitrep.store.PassingStore;
import sitrep.store.StoreFailure;
import sitrep.store.TaskQuery;

/** The index is no more than what can be made from the log, so that nothing that happens to it ends the server. */
class IndexFailureTest {
    private static final TaskQuery ALL =
            new TaskQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);

    /** An index that fails as long as it is told to, and refuses one task for good. */
    private static final class Failing extends PassingStore {
        private volatile boolean isBroken;
        private volatile String refused = "";
        private volatile int cleared;

        @Override
        public void put(IndexChange filing) {
            if (isBroken) throw new StoreFailure("The index is broken.");
            if (filing.rows().stream().anyMatch(row -> row.task().text().equals(refused))) {
                throw new StoreFailure("This row is refused.");
            }
            super.put(filing);
        }

        @Override
        public void clear() {
            cleared++;
            super.clear();
        }
    }

    private final Failing store = new Failing();

    private static List<String> listed(TestEngine engine) {
        return engine.board.page(ALL).stream()
                .map(listed -> listed.place().task().text())
                .sorted()
                .toList();
    }

    @Test
    void a_broken_index_is_made_anew_from_the_log_while_all_else_goes_on() {
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'before','phase':'testing'}");
            engine.settle();
            store.isBroken = true;
            engine.report("{'task':'meanwhile','phase':'testing'}");
            engine.settle();
            assertTrue(engine.writer.trouble().isPresent());
            engine.report("{'task':'still','phase':'testing'}");
            assertEquals("testing", engine.phase("still"));
            store.isBroken = false;
            await().until(() -> engine.writer.trouble().isEmpty());
            await().until(() -> listed(engine).equals(List.of("before", "meanwhile", "still")));
            assertEquals(0, engine.broken.get());
            assertTrue(store.cleared > 0);
        }
    }

    @Test
    void one_task_that_the_index_refuses_is_still_shown_and_costs_no_other_its_place() {
        store.refused = "odd";
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'odd','phase':'testing'}");
            engine.report("{'task':'even','phase':'testing'}");
            engine.settle();
            engine.settle();
            engine.settle();
            await().until(() -> engine.writer.trouble().isEmpty());
            assertEquals(List.of("even", "odd"), listed(engine));
            assertEquals(
                    List.of("even"),
                    store.page(ALL).stream()
                            .map(listed -> listed.place().task().text())
                            .toList());
        }
    }

    @Test
    void an_index_that_cannot_be_read_does_not_keep_a_server_from_starting() {
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'kept','phase':'testing'}");
            engine.settle();
        }
        var unreadable = new PassingStore() {
            private boolean isCleared;

            @Override
            public Mark mark() {
                if (!isCleared) throw new StoreFailure("There is no such table.");
                return super.mark();
            }

            @Override
            public void clear() {
                isCleared = true;
                super.clear();
            }
        };
        unreadable.append(
                store.after(0, 10).stream().map(entry -> entry.event()).toList());
        try (var engine = new TestEngine(unreadable)) {
            assertEquals(List.of("kept"), listed(engine));
        }
    }
}
