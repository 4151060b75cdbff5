package sitrep.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.engine.Intake;
import sitrep.engine.TestEngine;
import sitrep.engine.contact.Contacts;

class WatchmanTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_run_that_falls_silent_is_suspected_and_cleared_at_its_next_sign_of_life() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.pass(Duration.ofMinutes(5));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofSeconds(3));
        assertEquals("stalled", engine.phase("t"));
        assertEquals("stuck", engine.attention("t"));
        engine.report("{'task':'t','run':'r','update':'still here'}");
        assertEquals("editing", engine.phase("t"));
    }

    @Test
    void a_heartbeat_keeps_a_run_from_being_suspected_and_takes_a_suspicion_back() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.pass(Duration.ofMinutes(3));
        engine.report("{'task':'t','run':'r'}");
        engine.pass(Duration.ofMinutes(3));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("stalled", engine.phase("t"));
        engine.report("{'task':'t','run':'r'}");
        engine.pass(Duration.ofSeconds(1));
        assertEquals("editing", engine.phase("t"));
    }

    @Test
    void a_run_that_promised_a_pulse_is_suspected_and_then_lost_but_never_works_for_ever() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'process'},'pulse':5,'phase':'testing'}");
        engine.pass(Duration.ofSeconds(33));
        assertEquals("stalled", engine.phase("t"));
        engine.pass(Duration.ofSeconds(150));
        assertEquals("failed", engine.phase("t"));
        assertTrue(
                engine.task("t").json().contains("\"outcome\":\"lost\""),
                engine.task("t").json());
    }

    @Test
    void a_run_that_was_given_up_and_beats_again_is_taken_back_and_ends_as_it_ends() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'process'},'pulse':5,'phase':'testing'}");
        engine.pass(Duration.ofMinutes(12));
        assertEquals("failed", engine.phase("t"));
        assertEquals("unreported", engine.attention("t"));
        engine.report("{'task':'t','run':'r'}");
        engine.pass(Duration.ofSeconds(1));
        assertEquals("testing", engine.phase("t"));
        assertEquals("working", engine.attention("t"));
        engine.pass(Duration.ofSeconds(20));
        assertEquals("testing", engine.phase("t"));
        engine.pass(Duration.ofSeconds(20));
        assertEquals("stalled", engine.phase("t"));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("failed", engine.phase("t"));
        engine.report("{'task':'t','run':'r','update':'back once more'}");
        engine.pass(Duration.ofSeconds(1));
        assertEquals("testing", engine.phase("t"));
        engine.report("{'task':'t','run':'r','outcome':'succeeded'}");
        assertEquals("done", engine.phase("t"));
        var returned = engine.board.log().events(new TaskId("t"), 0, 100).stream()
                .filter(entry -> entry.event().fact() instanceof Fact.RunReturned)
                .count();
        assertEquals(2, returned);
    }

    @Test
    void a_run_given_up_before_a_restart_is_taken_back_by_a_mere_pulse_after_it() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'process'},'pulse':5,'phase':'testing'}");
        engine.pass(Duration.ofMinutes(12));
        engine.writer.close();
        try (var restarted = new TestEngine(engine.store)) {
            restarted.clock.advance(Duration.ofHours(1));
            restarted.watchman.tick();
            assertEquals("failed", restarted.phase("t"));
            restarted.report("{'task':'t','run':'r'}");
            restarted.pass(Duration.ofSeconds(2));
            assertEquals("testing", restarted.phase("t"));
        }
    }

    @Test
    void what_a_source_itself_called_lost_stays_so_whatever_beats() {
        engine.report("{'task':'t','run':'r','pulse':5,'phase':'testing'}");
        engine.report("{'task':'t','run':'r','outcome':'lost'}");
        engine.pass(Duration.ofSeconds(10));
        engine.report("{'task':'t','run':'r'}");
        engine.pass(Duration.ofSeconds(2));
        assertEquals("failed", engine.phase("t"));
    }

    @Test
    void who_promised_a_pulse_and_is_gone_waits_for_nobody() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'process'},'pulse':5,'phase':'testing'}");
        engine.report("{'task':'t','run':'r','phase':'waiting_user','text':'Your name:'}");
        engine.pass(Duration.ofSeconds(170));
        assertEquals("waiting_user", engine.phase("t"));
        engine.pass(Duration.ofSeconds(15));
        assertEquals("failed", engine.phase("t"));
    }

    @Test
    void who_waits_for_a_person_is_never_suspected() {
        engine.report("{'task':'t','phase':'waiting_approval','text':'git push'}");
        engine.pass(Duration.ofHours(1));
        assertEquals("waiting_approval", engine.phase("t"));
    }

    @Test
    void a_suspended_host_accuses_nobody() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.settle();
        engine.clock.advance(Duration.ofHours(15));
        engine.watchman.tick();
        engine.pass(Duration.ofMinutes(3));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("stalled", engine.phase("t"));
    }

    @Test
    void a_clock_that_was_set_accuses_nobody() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        for (var jump : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ofSeconds(15))) {
            engine.pass(Duration.ofMinutes(3));
            engine.clock.set(jump);
            engine.pass(Duration.ofMinutes(3));
            assertEquals("editing", engine.phase("t"), "set by " + jump);
            engine.report("{'task':'t','run':'r','phase':'editing','update':'after %s'}".formatted(jump));
        }
    }

    @Test
    void a_server_that_was_not_let_run_accuses_nobody() {
        engine.report("{'task':'t','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
        engine.pass(Duration.ofMinutes(3));
        engine.clock.advance(Duration.ofMinutes(2));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("editing", engine.phase("t"));
    }

    @Test
    void all_that_fall_silent_at_once_are_known_at_the_next_tick() {
        var count = 2 * Watchman.SWEEP + 1;
        engine.reports(count);
        engine.pass(Duration.ofMinutes(5).plusSeconds(2));
        assertEquals(count, engine.board.tally().of(sitrep.core.sitrep.Attention.STUCK));
    }

    @Test
    void the_tasks_of_a_source_out_of_contact_are_not_accused_until_it_is_back() {
        engine.report("{'source':'office','task':'t','run':'r','worker':{'id':'w','kind':'main'},'phase':'editing'}");
        engine.intake.accept(List.of(ofSource("1", new Fact.SourceLost(Optional.empty()))));
        engine.pass(Duration.ofMinutes(10));
        assertEquals("editing", engine.phase("t"));
        engine.intake.accept(List.of(ofSource("2", new Fact.SourceSeen(Optional.empty()))));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("editing", engine.phase("t"));
        engine.pass(Duration.ofMinutes(3));
        assertEquals("stalled", engine.phase("t"));
    }

    @Test
    void a_source_that_is_silent_for_longer_than_it_promised_is_blind_and_accuses_nobody() {
        engine.report("{'source':'ci','every':60,'task':'t','run':'r','phase':'editing','open':[{'id':'1'}]}");
        engine.report("{'source':'ci','task':'u','run':'r','phase':'editing','open':[{'id':'1','kind':'edit'}]}");
        engine.pass(Duration.ofSeconds(89));
        assertEquals("stalled", engine.phase("u"), "its limit is a minute, its source's a minute and a half");
        assertEquals(List.of(), engine.contacts.lost());
        engine.pass(Duration.ofSeconds(3));
        var lost = engine.contacts.lost();
        assertEquals(List.of("ci"), lost.stream().map(Contacts.Lost::source).toList());
        assertEquals(
                "it said that it would be heard at least every 1m",
                lost.getFirst().why().orElseThrow());
        assertEquals("editing", engine.phase("u"));
        engine.pass(Duration.ofHours(2));
        assertEquals("editing", engine.phase("t"));
        assertEquals("editing", engine.phase("u"));
        engine.report("{'source':'ci','every':60}");
        assertEquals(List.of(), engine.contacts.lost());
        for (var i = 0; i < 4; i++) {
            engine.pass(Duration.ofSeconds(50));
            assertEquals("editing", engine.phase("t"), "it has its full limit again");
            engine.report("{'source':'ci','every':60}");
        }
        engine.pass(Duration.ofSeconds(50));
        assertEquals(List.of(), engine.contacts.lost());
        engine.report("{'source':'ci','every':60}");
        engine.pass(Duration.ofSeconds(60));
        assertEquals("stalled", engine.phase("t"), "five minutes are its limit");
    }

    @Test
    void whatever_is_heard_of_a_source_keeps_its_promise_and_repeating_it_is_not_kept() {
        engine.report("{'source':'ci','every':20,'task':'t','run':'r','phase':'editing'}");
        for (var i = 0; i < 20; i++) {
            engine.pass(Duration.ofSeconds(20));
            engine.report("{'source':'ci','task':'t','run':'r'}");
            assertEquals(List.of(), engine.contacts.lost());
        }
        var before = engine.board.seq();
        assertEquals(List.of(new Intake.Receipt.Heartbeat()), engine.report("{'source':'ci','every':20}"));
        assertEquals(before, engine.board.seq());
        engine.report("{'source':'ci','every':0}");
        engine.pass(Duration.ofMinutes(10));
        assertEquals(List.of(), engine.contacts.lost(), "the promise was taken back");
    }

    @Test
    void a_source_that_promised_is_given_its_whole_time_after_a_restart_and_after_a_suspension() {
        engine.report("{'source':'ci','every':60}");
        engine.settle();
        engine.clock.advance(Duration.ofHours(15));
        engine.watchman.tick();
        engine.pass(Duration.ofSeconds(80));
        assertEquals(List.of(), engine.contacts.lost());
        engine.pass(Duration.ofSeconds(20));
        assertEquals(1, engine.contacts.lost().size());
        engine.writer.close();
        try (var restarted = new TestEngine(engine.store)) {
            restarted.pass(Duration.ofSeconds(80));
            assertEquals(List.of(), restarted.contacts.lost());
            restarted.pass(Duration.ofSeconds(20));
            assertEquals(1, restarted.contacts.lost().size());
        }
    }

    @Test
    void suspicions_of_a_source_that_loses_contact_are_taken_back() {
        engine.report("{'source':'office','task':'t','run':'r','worker':{'id':'w','kind':'main'},'phase':'editing'}");
        engine.pass(Duration.ofMinutes(6));
        assertEquals("stalled", engine.phase("t"));
        engine.intake.accept(List.of(ofSource("1", new Fact.SourceLost(Optional.empty()))));
        engine.pass(Duration.ofSeconds(2));
        assertEquals("editing", engine.phase("t"));
    }

    @Test
    void a_snooze_ends_by_itself() {
        engine.report("{'task':'t','phase':'waiting_user','text':'Which one?'}");
        var until = engine.clock.instant().plus(Duration.ofMinutes(10));
        var read = new sitrep.json.EventReader(engine.clock.instant(), engine.ids);
        engine.intake.accept(
                read.read(sitrep.json.Json.read("""
                {"specversion":"1.0","id":"s","source":"operator","type":"sitrep.task.noted","subject":"t",
                 "data":{"note":"snoozed","until":"%s"}}""".formatted(until))).events());
        assertEquals("working", engine.attention("t"));
        engine.pass(Duration.ofMinutes(11));
        assertEquals("needs_you", engine.attention("t"));
    }

    private Event ofSource(String id, Fact.OfSource fact) {
        engine.clock.advance(Duration.ofMillis(1));
        return new Event(
                new Event.Key("office", id), Optional.empty(), engine.clock.instant(), engine.clock.instant(), fact);
    }

    @Test
    void what_takes_far_longer_than_those_like_it_is_remarked_on_once_until_it_ends() {
        for (var i = 0; i < 8; i++) {
            engine.report("{'task':'n" + i + "','name':'Nightly " + i + "','phase':'testing'}");
            engine.clock.advance(Duration.ofMinutes(1));
            engine.report("{'task':'n" + i + "','outcome':'succeeded'}");
        }
        engine.report("{'task':'slow','name':'Nightly 9','phase':'testing'}");
        engine.report("{'task':'asks','name':'Nightly 10','phase':'waiting_approval'}");
        engine.pass(Duration.ofSeconds(110));
        assertEquals(Optional.empty(), engine.task("slow").sitrep().remark());
        engine.pass(Duration.ofMinutes(3));
        var sitrep = engine.task("slow").sitrep();
        assertEquals(
                "Slow: over 2m 1s, usually 1m, 90 % within 1m, n = 8",
                sitrep.remark().orElseThrow().value().text());
        assertEquals("working", engine.attention("slow"));
        assertEquals(Optional.empty(), engine.task("asks").sitrep().remark());
        engine.pass(Duration.ofMinutes(5));
        var noticed = engine.board.log().events(new TaskId("slow"), 0, 100).stream()
                .filter(entry -> entry.event().fact() instanceof Fact.SlowNoticed)
                .count();
        assertEquals(1, noticed);
        engine.report("{'task':'slow','outcome':'succeeded'}");
        assertEquals(Optional.empty(), engine.task("slow").sitrep().remark());
    }
}
