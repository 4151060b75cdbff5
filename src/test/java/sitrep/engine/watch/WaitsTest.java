package sitrep.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.engine.TestEngine;

/** Waits with a deadline, or for something that has a name, are over without another word. */
class WaitsTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    private Instant in(int seconds) {
        return engine.clock.instant().plusSeconds(seconds);
    }

    private void asks(String rest) {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'main'},'phase':'editing'}");
        engine.report(
                "{'task':'t','run':'r','block':{'id':'b','reason':'approval','text':'git push',%s}}".formatted(rest));
    }

    private long closings() {
        return engine.board.log().events(new TaskId("t"), 0, 1_000).stream()
                .filter(entry -> entry.event().fact() instanceof Fact.RunUnblocked)
                .count();
    }

    @Test
    void a_question_is_over_when_its_time_is_and_says_what_happened_then() {
        asks("'expires':{'at':'%s','then':'denied'}".formatted(in(60)));
        engine.pass(Duration.ofSeconds(58));
        assertEquals("waiting_approval", engine.phase("t"));
        engine.pass(Duration.ofSeconds(4));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(2));
        assertEquals(1, closings());
        assertEquals("editing", engine.phase("t"), "its silence counts from then on");
        var how = engine.board.log().events(new TaskId("t"), 0, 1_000).stream()
                .map(entry -> entry.event().fact())
                .filter(Fact.RunUnblocked.class::isInstance)
                .flatMap(fact -> ((Fact.RunUnblocked) fact).how().stream())
                .findFirst();
        assertEquals("expired: denied", how.orElseThrow());
        engine.pass(Duration.ofMinutes(5));
        assertEquals("stalled", engine.phase("t"));
    }

    @Test
    void a_question_that_was_answered_in_time_is_not_closed_again() {
        asks("'expires':'%s'".formatted(in(60)));
        engine.pass(Duration.ofSeconds(20));
        engine.report("{'specversion':'1.0','source':'report','id':'u','type':'sitrep.run.unblocked','subject':'t',"
                + "'data':{'run':'r','block':'b','how':'approved by Dana'}}");
        engine.pass(Duration.ofSeconds(60));
        assertEquals(1, closings());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -30, 0, 30, 3600})
    void a_wrong_clock_neither_hides_a_question_nor_keeps_one_for_ever(long ahead) {
        var at = in(0).plusSeconds(ahead);
        var report = "{'source':'ci','time':'%s','task':'t','run':'r','block':{'id':'b','reason':'user_input',"
                + "'text':'Which?','expires':'%s'}}";
        engine.report(report.formatted(at, at.plusSeconds(60)));
        engine.pass(Duration.ofSeconds(57));
        assertEquals("waiting_user", engine.phase("t"));
        engine.pass(Duration.ofSeconds(6));
        assertTrue(!engine.phase("t").equals("waiting_user"), engine.phase("t"));
        assertEquals(1, closings());
        engine.pass(Duration.ofSeconds(30));
        assertEquals(1, closings(), "looking again finds nothing");
        var again = engine.clock.instant().plusSeconds(ahead);
        engine.report(report.formatted(again, again.plusSeconds(60)));
        assertEquals("waiting_user", engine.phase("t"), "asked anew it waits anew");
    }

    @Test
    void a_wait_for_a_time_is_over_then_also_after_a_restart() {
        engine.report("{'task':'t','phase':'waiting_dependency','on':{'time':'%s'}}".formatted(in(60)));
        engine.pass(Duration.ofSeconds(55));
        assertEquals("waiting_dependency", engine.phase("t"));
        engine.writer.close();
        try (var restarted = new TestEngine(engine.store)) {
            restarted.clock.advance(Duration.ofSeconds(55));
            restarted.pass(Duration.ofSeconds(2));
            assertEquals("waiting_dependency", restarted.phase("t"));
            restarted.pass(Duration.ofSeconds(6));
            assertTrue(!restarted.phase("t").equals("waiting_dependency"));
        }
    }

    @Test
    void a_wait_for_a_run_or_a_piece_is_over_when_that_ended() {
        engine.report("{'task':'t','run':'one','slot':'build','attempt':1,'phase':'editing'}");
        engine.report("{'task':'t','run':'a','reason':'external_api','on':{'run':'one'}}");
        engine.report("{'task':'t','run':'b','reason':'external_api','on':{'slot':'build'}}");
        engine.report("{'task':'t','run':'c','reason':'external_api','on':{'lock':'deploy'}}");
        engine.pass(Duration.ofSeconds(10));
        assertEquals(0, closings());
        engine.report("{'task':'t','run':'two','slot':'build','attempt':2,'phase':'editing'}");
        engine.report("{'task':'t','run':'one','outcome':'failed'}");
        engine.pass(Duration.ofSeconds(2));
        assertEquals(1, closings(), "the piece is attempted anew");
        engine.report("{'task':'t','run':'two','outcome':'succeeded'}");
        engine.pass(Duration.ofSeconds(2));
        assertEquals(2, closings());
        engine.pass(Duration.ofMinutes(1));
        assertEquals(2, closings(), "nobody can tell when a lock is free");
    }

    @Test
    void a_wait_for_another_task_is_over_soon_after_that_ended_also_after_a_restart() {
        engine.report("{'task':'other','phase':'testing'}");
        engine.report("{'task':'t','phase':'waiting_dependency','on':{'task':'z'}}");
        engine.report("{'task':'other','alias':'z'}");
        engine.pass(Duration.ofSeconds(30));
        assertEquals(0, closings());
        engine.writer.close();
        try (var restarted = new TestEngine(engine.store)) {
            restarted.clock.advance(Duration.ofSeconds(30));
            restarted.pass(Duration.ofSeconds(20));
            assertEquals("waiting_dependency", restarted.phase("t"));
            restarted.report("{'task':'other','outcome':'succeeded'}");
            restarted.pass(Duration.ofSeconds(7));
            assertTrue(!restarted.phase("t").equals("waiting_dependency"), restarted.phase("t"));
            var last = restarted.board.seq();
            restarted.pass(Duration.ofSeconds(20));
            assertEquals(last, restarted.board.seq());
        }
    }

    @Test
    void after_a_wait_that_was_heard_of_late_silence_counts_from_when_it_was_over() {
        engine.report("{'time':'%s','task':'t','run':'r','worker':{'id':'w','kind':'main'},'phase':'editing'}"
                .formatted(in(-43_260)));
        var waits = "{'time':'%s','task':'t','run':'r','reason':'subagent','on':{'task':'other'}}";
        engine.report(waits.formatted(in(-43_200)));
        engine.report("{'task':'other','phase':'testing'}");
        engine.pass(Duration.ofMinutes(1));
        assertEquals("waiting_dependency", engine.phase("t"));
        engine.report("{'task':'other','outcome':'succeeded'}");
        engine.pass(Duration.ofSeconds(10));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(30));
        assertEquals("stalled", engine.phase("t"));
    }

    @Test
    void tasks_that_wait_for_one_another_or_themselves_wait_on() {
        engine.report("{'task':'t','phase':'waiting_dependency','on':{'task':'t'}}");
        engine.report("{'task':'u','phase':'waiting_dependency','on':{'task':'v'}}");
        engine.report("{'task':'v','phase':'waiting_dependency','on':{'task':'u'}}");
        engine.pass(Duration.ofMinutes(1));
        for (var task : new String[] {"t", "u", "v"}) assertEquals("waiting_dependency", engine.phase(task));
    }

    @Test
    void a_run_that_is_paused_is_not_suspected_until_it_works_again() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing','pulse':5}");
        engine.report("{'task':'u','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.report("{'task':'t','run':'r','paused':'the office is closed'}");
        engine.report("{'task':'u','run':'r','paused':'the office is closed'}");
        engine.pass(Duration.ofHours(2));
        assertEquals("editing", engine.phase("t"));
        assertEquals("editing", engine.phase("u"));
        engine.report("{'task':'u','run':'r','condition':{'kind':'quiet'}}");
        engine.pass(Duration.ofMinutes(30));
        assertEquals("editing", engine.phase("u"), "to be seen from outside is no work");
        engine.report("{'task':'t','run':'r','update':'on again'}");
        engine.report("{'task':'u','run':'r','update':'on again'}");
        engine.pass(Duration.ofMinutes(40));
        assertEquals("failed", engine.phase("t"), "its pulse is promised again");
        assertEquals("stalled", engine.phase("u"));
    }

    @Test
    void a_pause_until_a_time_is_over_then() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.pass(Duration.ofMinutes(30));
        assertEquals("stalled", engine.phase("t"));
        engine.report("{'task':'t','run':'r','paused':{'by':'Dana','until':'%s'}}".formatted(in(3_600)));
        engine.pass(Duration.ofMinutes(61));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(60));
        assertEquals("stalled", engine.phase("t"));
    }
}
