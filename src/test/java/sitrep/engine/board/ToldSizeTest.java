package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.text.Limits;
import sitrep.engine.known.KnownTask;

class ToldSizeTest {

    private static Stream<KnownTask> tasks() {
        var phases = Stream.of("testing", "editing", "testing", "planning", "editing", "testing", "researching")
                .map(phase -> "{'phase':'" + phase + "','progress':'3/9'}")
                .toArray(String[]::new);
        var long1 = "x".repeat(1_900);
        var long2 = "y".repeat(7_000);
        return Stream.of(
                Tasks.of("short", "{'phase':'testing'}"),
                Tasks.of("changing", phases),
                Tasks.of("named", "{'name':'Nightly','owner':'ann','labels':{'env':'ci'},'update':'12 of 40'}"),
                Tasks.of("newest-is-short", "{'update':'" + long1 + "'}", "{'update':'on'}"),
                Tasks.of("long", "{'goal':'" + long2 + "','update':'" + long1 + "'}"),
                Tasks.of("asks", "{'phase':'waiting_approval','text':'" + long1 + "'}"),
                Tasks.of("done", "{'phase':'done','summary':'" + long2 + "'}"),
                Tasks.of("failed", "{'phase':'testing'}", "{'phase':'failed','summary':'3 tests fail'}"),
                Tasks.of("elsewhere", "{'goal':'" + "試験".repeat(900) + "'}"));
    }

    /** A line that is longer than the one shown may count. */
    @ParameterizedTest
    @MethodSource("tasks")
    void what_a_task_takes_is_known_about_before_it_is_put_into_words(KnownTask known) {
        var about = known.size();
        var exactly = known.utf8().length;
        assertTrue(about * 3 > exactly, known.task().id() + ": " + about + " for " + exactly);
        assertTrue(about < exactly * 3 + Limits.TEXT, known.task().id() + ": " + about + " for " + exactly);
    }

    @Test
    void once_it_is_put_into_words_it_is_known_exactly() {
        var known = Tasks.of("t", "{'phase':'testing'}");
        var exactly = known.utf8().length;
        assertEquals(exactly, known.size());
    }
}
