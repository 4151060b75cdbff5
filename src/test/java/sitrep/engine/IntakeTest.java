package sitrep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.engine.Intake.Receipt;
import sitrep.engine.board.WriterBusy;

class IntakeTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void what_is_acknowledged_is_in_the_log_and_on_the_board() {
        var receipts = engine.report("{'task':'build-42','name':'Nightly build','phase':'testing'}");
        assertEquals(2, receipts.size());
        assertEquals(2, engine.store.last());
        assertEquals("testing", engine.phase("build-42"));
    }

    @Test
    void the_same_event_twice_changes_nothing_and_is_said_to_be_known() {
        var report = "{'id':'1','task':'t','update':'compiling'}";
        engine.report(report);
        var before = engine.task("t").json();
        assertEquals(List.of(new Receipt.Duplicate()), engine.report(report));
        assertEquals(before, engine.task("t").json());
    }

    @Test
    void a_heartbeat_is_noted_but_never_logged() {
        engine.report("{'task':'t','phase':'testing'}");
        var last = engine.store.last();
        assertEquals(List.of(new Receipt.Heartbeat()), engine.report("{'task':'t','run':'main'}"));
        assertEquals(last, engine.store.last());
    }

    @Test
    void a_heartbeat_well_after_an_end_is_kept_and_told_but_not_each_that_follows() {
        engine.report("{'task':'t','run':'a','phase':'testing','time':'2026-11-22T09:00:00Z'}");
        engine.report("{'task':'t','run':'a','outcome':'succeeded','time':'2026-11-22T09:10:00Z'}");
        var beat = "{'task':'t','run':'a','source':'proctable','time':'2026-11-22T09:%s:00Z'}";
        assertInstanceOf(
                Receipt.Accepted.class, engine.report(beat.formatted("20")).getFirst());
        assertTrue(engine.task("t").json().contains("proctable still tells of it: alive"));
        assertEquals(List.of(new Receipt.Heartbeat()), engine.report(beat.formatted("21")));
        assertInstanceOf(
                Receipt.Accepted.class, engine.report(beat.formatted("31")).getFirst());
    }

    @Test
    void foreign_text_is_stripped_of_sequences_and_secrets_before_it_is_kept() {
        engine.report(
                "{'task':'t','update':'\\u001b[31mpushing\\u001b[0m with ghp_0123456789abcdefghijABCDEFGHIJ now'}");
        var json = engine.task("t").json();
        assertTrue(json.contains("pushing with [redacted: GitHub token] now"), json);
        assertFalse(new String(encoded(), java.nio.charset.StandardCharsets.UTF_8).contains("ghp_"));
    }

    @Test
    void nothing_is_taken_in_once_the_server_is_stopping() {
        engine.writer.close();
        assertThrows(WriterBusy.class, () -> engine.report("{'task':'t','update':'late'}"));
    }

    private byte[] encoded() {
        return sitrep.json.EventJson.encode(engine.store.after(0, 10).getFirst().event());
    }
}
