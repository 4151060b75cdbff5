package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.core.sitrep.Attention;
import sitrep.engine.TestEngine;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;
import sitrep.store.memory.MemoryStore;

/** What is counted of very many tasks: here more than five are very many. */
class TaskCountTest {
    private static final int MOST = 5;
    private static final TaskQuery DANA = TaskQuery.top(1).having(Set.of(new Facet("owner", "Dana")));

    private final TestEngine engine = new TestEngine(new MemoryStore());

    @BeforeEach
    void report() {
        engine.report("{'task':'asks','phase':'waiting_user','owner':'Dana'}");
        for (var i = 0; i < 9; i++) {
            engine.report("{'task':'t" + i + "','phase':'done','owner':'Dana','reported':'Dana','summary':'all'}");
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void of_one_value_all_are_known_once_they_are_filed() {
        engine.settle();
        var count = TaskCount.of(engine.board, DANA, MOST);
        assertEquals(10, count.total());
        assertEquals(9, count.tally().of(Attention.SETTLED));
        assertEquals(1, count.tally().of(Attention.NEEDS_YOU));
        assertFalse(count.isPartial());
    }

    @Test
    void of_several_conditions_it_is_said_that_there_are_more() {
        engine.settle();
        var count = TaskCount.of(engine.board, DANA.saying("dana"), MOST);
        assertEquals(5, count.total());
        assertEquals(1, count.tally().of(Attention.NEEDS_YOU));
        assertTrue(count.isPartial());
    }

    @Test
    void what_is_not_filed_yet_counts_once() {
        engine.settle();
        engine.report("{'task':'asks','phase':'testing'}");
        engine.report("{'task':'new','phase':'testing','owner':'Dana'}");
        var count = TaskCount.of(engine.board, DANA, 100);
        assertEquals(11, count.total());
        assertEquals(2, count.tally().of(Attention.WORKING));
        assertEquals(0, count.tally().of(Attention.NEEDS_YOU));
    }
}
