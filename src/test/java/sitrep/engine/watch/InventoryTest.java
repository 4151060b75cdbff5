package sitrep.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.engine.Intake.Receipt;
import sitrep.engine.TestEngine;

/** What a source that lists all its runs no longer lists is lost, at once. */
class InventoryTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    private List<Receipt> list(String source, String... runs) {
        var listed = String.join(",", runs);
        return engine.report("{'source':'%s','runs':[%s]}".formatted(source, listed));
    }

    private static String run(String task, String run) {
        return "{'task':'%s','run':'%s'}".formatted(task, run);
    }

    private void works(String source, String task, String run) {
        engine.report("{'source':'%s','task':'%s','run':'%s','phase':'editing'}".formatted(source, task, run));
    }

    @Test
    void what_is_left_out_is_lost_when_the_answer_comes_and_the_list_is_not_in_the_log() {
        works("ci", "a", "r1");
        works("ci", "b", "r2");
        engine.clock.advance(Duration.ofSeconds(1));
        var before = engine.store.last();
        assertEquals(List.of(new Receipt.Listed(1)), list("ci", run("b", "r2")));
        assertEquals(before + 1, engine.store.last(), "only what it comes to is kept");
        assertEquals("failed", engine.phase("a"));
        assertTrue(engine.task("a").json().contains("\"outcome\":\"lost\""));
        assertTrue(sitrep.json.SitrepJson.full(
                        sitrep.core.why.TaskDetail.of(engine.task("a").task()))
                .contains("ci lists it no longer"));
        assertEquals("editing", engine.phase("b"));
        assertEquals(List.of(new Receipt.Listed(0)), list("ci", run("b", "r2")), "once is enough");
    }

    @Test
    void an_empty_list_ends_all_that_the_source_began_and_nothing_of_others() {
        for (var i = 0; i < 700; i++) works("ci", "t" + i, "r");
        works("agent", "other", "r");
        engine.report("{'source':'agent','task':'shared','run':'theirs','phase':'editing'}");
        engine.report("{'source':'ci','task':'shared','run':'theirs','update':'seen'}");
        works("ci", "shared", "ours");
        engine.clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(new Receipt.Listed(701)), list("ci"));
        assertEquals("editing", engine.phase("other"));
        assertEquals("editing", engine.phase("shared"), "its other run was begun by somebody else");
        assertEquals("failed", engine.phase("t699"));
    }

    @Test
    void whoever_gave_a_newer_sign_is_not_lost_however_late_the_list_comes() {
        works("ci", "t", "r");
        var made = engine.clock.instant().plusSeconds(5);
        engine.clock.advance(Duration.ofMinutes(1));
        works("ci", "t", "r");
        works("ci", "new", "r");
        engine.clock.advance(Duration.ofMinutes(30));
        var late = "{'source':'ci','time':'%s','runs':[]}".formatted(made);
        assertEquals(List.of(new Receipt.Listed(0)), engine.report(late));
        assertEquals("editing", engine.phase("t"));
        assertEquals("editing", engine.phase("new"));
        assertEquals(List.of(new Receipt.Listed(2)), list("ci"));
    }

    @Test
    void a_clock_that_is_ahead_or_behind_changes_nothing_of_that() {
        for (var skew : List.of(Duration.ofMinutes(50), Duration.ofMinutes(-50))) {
            var at = engine.clock.instant().plus(skew);
            engine.report("{'source':'ci','time':'%s','task':'%s','run':'r','phase':'editing'}".formatted(at, skew));
            engine.clock.advance(Duration.ofSeconds(3));
            var list = "{'source':'ci','time':'%s','runs':[]}".formatted(at.plusSeconds(2));
            assertEquals(List.of(new Receipt.Listed(1)), engine.report(list), "by " + skew);
        }
    }

    @Test
    void a_heartbeat_after_the_list_was_made_is_a_newer_sign() {
        works("ci", "t", "r");
        var made = engine.clock.instant().plusSeconds(5);
        engine.clock.advance(Duration.ofSeconds(10));
        engine.report("{'source':'ci','task':'t','run':'r'}");
        engine.clock.advance(Duration.ofSeconds(10));
        assertEquals(
                List.of(new Receipt.Listed(0)), engine.report("{'source':'ci','time':'%s','runs':[]}".formatted(made)));
        assertEquals(List.of(new Receipt.Listed(1)), list("ci"));
    }

    @Test
    void who_was_left_out_by_mistake_is_back_at_the_next_sign_or_list() {
        works("ci", "t", "r");
        works("ci", "u", "r");
        engine.pass(Duration.ofSeconds(1));
        list("ci");
        engine.pass(Duration.ofSeconds(1));
        works("ci", "t", "r");
        list("ci", run("t", "r"), run("u", "r"));
        engine.pass(Duration.ofSeconds(2));
        assertEquals("editing", engine.phase("t"));
        assertEquals("editing", engine.phase("u"));
    }

    @Test
    void phantoms_from_before_a_restart_are_gone_at_the_first_list_after_it() {
        works("gateway", "t", "old");
        engine.report("{'source':'gateway','task':'w','run':'r','phase':'waiting_approval','text':'rm -rf build'}");
        engine.writer.close();
        try (var restarted = new TestEngine(engine.store)) {
            restarted.clock.advance(Duration.ofHours(1));
            restarted.report("{'source':'gateway','task':'n','run':'new','phase':'editing'}");
            assertEquals(
                    List.of(new Receipt.Listed(2)),
                    restarted.report("{'source':'gateway','runs':[{'task':'n','run':'new'}]}"));
            assertEquals("failed", restarted.phase("t"));
            assertEquals("failed", restarted.phase("w"));
            assertEquals("editing", restarted.phase("n"));
        }
    }

    @Test
    void a_list_keeps_what_its_source_and_its_runs_promised() {
        engine.report("{'source':'ci','every':20,'task':'t','run':'r','phase':'editing','pulse':2}");
        for (var i = 0; i < 30; i++) {
            engine.pass(Duration.ofSeconds(10));
            list("ci", run("t", "r"));
            assertEquals(List.of(), engine.contacts.lost());
        }
        assertEquals("editing", engine.phase("t"));
    }

    @Test
    void to_be_listed_is_not_to_get_on() {
        engine.report("{'source':'ci','task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        for (var i = 0; i < 30; i++) {
            engine.pass(Duration.ofMinutes(1));
            list("ci", run("t", "r"));
        }
        assertEquals("stalled", engine.phase("t"));
    }

    @Test
    void a_list_may_call_a_task_by_any_of_its_names() {
        works("ci", "z", "r");
        engine.report("{'source':'ci','task':'a','alias':'z'}");
        engine.clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(new Receipt.Listed(0)), list("ci", run("z", "r")));
        assertEquals(List.of(new Receipt.Listed(0)), list("ci", run("a", "r")));
        assertEquals(List.of(new Receipt.Listed(1)), list("ci", run("b", "r")));
    }

    @Test
    void what_had_ended_or_was_replaced_is_not_lost_anew() {
        works("ci", "t", "r");
        engine.report("{'source':'ci','task':'t','run':'r','outcome':'succeeded'}");
        engine.report("{'source':'ci','task':'u','run':'r1','slot':'s','attempt':1,'phase':'editing'}");
        engine.report("{'source':'ci','task':'u','run':'r2','slot':'s','attempt':2,'phase':'editing'}");
        engine.clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(new Receipt.Listed(0)), list("ci", run("u", "r2")));
        assertEquals("done", engine.phase("t"));
    }
}
