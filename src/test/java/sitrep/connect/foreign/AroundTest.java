package sitrep.connect.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

/** What an environment says of the work around an agent, and what the agent inherits of it. */
class AroundTest {
    private static final String CONTEXT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Optional<TaskId> TRACED = Optional.of(new TaskId("trace-4bf92f3577b34da6a3ce929d0e0e4736"));
    private static final Map<String, String> INSIDE =
            Map.of("SITREP_TASK", "build-42", "SITREP_RUN", "run-7", "TRACEPARENT", CONTEXT);

    @Test
    void aTaskCountsBeforeATrace() {
        var around = Around.of(INSIDE);
        assertEquals(new Around(Optional.of(new TaskId("build-42")), Optional.of(new RunId("run-7")), TRACED), around);
        assertEquals(around.task(), around.whole());
        assertEquals(TRACED, Around.of("", "", CONTEXT).whole());
    }

    @Test
    void whatCanBeNoIdCountsAsNotSet() {
        assertEquals(Around.NONE, Around.of("$SITREP_TASK", "$SITREP_RUN", "$TRACEPARENT"));
        assertEquals(Around.NONE, Around.of("a\tb", "r", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"));
        assertEquals(Around.NONE, Around.of("a".repeat(300), "r", ""));
        assertEquals(Optional.empty(), Around.of("build-42", "a\tb", "").run());
        assertEquals(Optional.empty(), Around.of("", "run-7", "").run(), "a run is one of its task");
    }

    @Test
    void anotherTaskIsHandedOnWithoutTheRun() {
        assertEquals(Around.of(INSIDE), Around.of(INSIDE).within(new TaskId("build-42")));
        var named = Around.of(INSIDE).within(new TaskId("other"));
        assertEquals(new Around(Optional.of(new TaskId("other")), Optional.empty(), TRACED), named);
        var handed = new HashMap<>(INSIDE);
        named.handOn(handed);
        assertEquals(Map.of("SITREP_TASK", "other", "TRACEPARENT", CONTEXT), handed);
        var strange = new HashMap<>(Map.of("SITREP_TASK", "a\tb", "SITREP_RUN", "r"));
        Around.of(strange).handOn(strange);
        assertEquals(Map.of("SITREP_TASK", "a\tb", "SITREP_RUN", "r"), strange);
    }
}
