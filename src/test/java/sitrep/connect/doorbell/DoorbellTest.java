package sitrep.connect.doorbell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.connect.outbox.Outbox;
import sitrep.core.event.Event;
import sitrep.engine.TestEngine;
import sitrep.json.Json;

/**
 * The smallest connector there can be, for a program that tells of its work by hooks: a table of what it says, a way
 * in, and the line of wiring in this test. ARCHITECTURE.md tells what a real one has besides.
 */
final class DoorbellTest {
    private final TestEngine engine = new TestEngine();

    private final DoorbellHooks hooks = new DoorbellHooks(outbox(), engine.clock);

    @Test
    void hooksBecomeATask() {
        hear("{'number': 1, 'door': 'front', 'visit': 'v1', 'hook': 'started', 'title': 'Deliver the parcel'}");
        hear("{'number': 2, 'door': 'front', 'visit': 'v1', 'hook': 'working', 'line': 'Filling in the slip'}");
        assertEquals("editing", engine.phase("doorbell-v1"));
        hear("{'number': 3, 'door': 'front', 'visit': 'v1', 'hook': 'asked', 'question': 'With a neighbour?'}");
        assertEquals("needs_you", engine.attention("doorbell-v1"));
        hear("{'number': 4, 'door': 'front', 'visit': 'v1', 'hook': 'answered'}");
        hear("{'number': 5, 'door': 'front', 'visit': 'v1', 'hook': 'done', 'result': 'With the neighbour'}");
        assertEquals(
                "Deliver the parcel", engine.task("doorbell-v1").sitrep().name().value());
        assertEquals("done", engine.phase("doorbell-v1"));
    }

    @Test
    void aHookThatComesTwiceOrMakesNoSenseChangesNothing() {
        var started = "{'number': 1, 'door': 'front', 'visit': 'v1', 'hook': 'started', 'title': 'Deliver the parcel'}";
        hear(started);
        var seq = engine.board.seq();
        hear(started);
        hear("{'number': 2, 'door': 'front', 'visit': 'v1', 'hook': 'polished'}");
        hear("{'number': 3, 'door': 'front', 'visit': 'v1', 'hook': {'no': 'text'}}");
        hear("{'door': 'front', 'hook': 'done'}");
        assertEquals(seq, engine.board.seq());
    }

    @Test
    void whatIsTooLongIsCut() {
        hear("{'number': 1, 'door': 'front', 'visit': 'v1', 'hook': 'started', 'title': '" + "ring ".repeat(1_000)
                + "'}");
        assertEquals("starting", engine.phase("doorbell-v1"));
    }

    private void hear(String hook) {
        hooks.heard(Json.read(hook.replace('\'', '"')));
        engine.settle();
    }

    private Outbox outbox() {
        return new Outbox() {
            @Override
            public void put(List<Event> events) {
                engine.intake.accept(events);
            }

            @Override
            public void close() {}
        };
    }
}
