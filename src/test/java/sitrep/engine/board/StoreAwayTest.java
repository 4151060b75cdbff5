package sitrep.engine.board;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.engine.TestEngine;
import sitrep.store.PassingStore;
import sitrep.store.StoreFailure;

/** A store that is away for a moment: nothing is missing on the board afterwards, and nothing is made anew for that. */
class StoreAwayTest {

    private static final class Away extends PassingStore {
        private volatile boolean isUnheard;
        private volatile boolean isUnread;
        private volatile boolean isCleared;

        /** What is appended is durable, but nobody hears so. */
        @Override
        public List<OptionalLong> append(List<Event> events) {
            var places = super.append(events);
            if (isUnheard) throw away();
            return places;
        }

        @Override
        public List<Entry> ofTask(TaskId task, long after, int limit) {
            if (isUnread) throw away();
            return super.ofTask(task, after, limit);
        }

        @Override
        public void tryOut() {
            if (isUnheard || isUnread) throw away();
        }

        @Override
        public void clear() {
            isCleared = true;
            super.clear();
        }

        private static StoreFailure away() {
            return new StoreFailure(StoreFailure.Kind.AWAY, "It is away.");
        }
    }

    private final Away store = new Away();
    private final TestEngine engine = new TestEngine(store);

    @BeforeEach
    void anIndexWithNothingInItWasMadeAnewAtTheStart() {
        store.isCleared = false;
    }

    @AfterEach
    void nothingWasMadeAnewAndNothingEnded() {
        engine.close();
        assertTrue(!store.isCleared);
        assertEquals(0, engine.broken.get());
    }

    @Test
    void whatWasAppendedThoughNobodyHeardSoIsShown() {
        engine.report("{'task':'t','phase':'testing'}");
        store.isUnheard = true;
        var more = "{'task':'t','phase':'editing','source':'s','id':'1'}";
        assertThrows(StoreFailure.class, () -> engine.report(more));
        assertEquals("testing", engine.phase("t"));
        assertEquals("It is away.", engine.writer.trouble().orElseThrow());
        store.isUnheard = false;
        await().until(() -> engine.writer.trouble().isEmpty());
        assertEquals("editing", engine.phase("t"));
        engine.report(more);
        assertEquals(2, engine.store.last());
    }

    @Test
    void whatCannotBeReadForTheBoardIsShownOnceItCan() {
        engine.report("{'task':'b','phase':'testing','update':'of b'}");
        engine.report("{'task':'a','update':'of a'}");
        store.isUnread = true;
        assertThrows(StoreFailure.class, () -> engine.report("{'task':'a','alias':'b'}"));
        assertEquals(new TaskId("b"), engine.board.idOf(new TaskId("b")), "it is not half of another");
        store.isUnread = false;
        await().until(() -> engine.writer.trouble().isEmpty());
        assertEquals(new TaskId("a"), engine.board.idOf(new TaskId("b")));
        assertEquals("testing", engine.phase("a"));
    }
}
