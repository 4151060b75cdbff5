package sitrep.core.silence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.WorkerKind;

/** What is made of a run that says nothing, or nothing new: each verdict, what holds it off and what takes it back. */
class VerdictsTest {
    private static final OpenCall MODEL = OpenCall.of("m", OpenCall.Kind.MODEL);

    private static OpenCall asking(OpenCall.Kind kind) {
        return new OpenCall("1", kind, Optional.of("src/Main.java"), Optional.empty(), Optional.empty(), true);
    }

    private static OpenCall declared(OpenCall.Kind kind, int seconds) {
        var limit = Optional.of(Duration.ofSeconds(seconds));
        return new OpenCall("1", kind, Optional.empty(), Optional.empty(), limit, false);
    }

    private static Condition seen(Condition.Kind kind) {
        return new Condition(kind, Optional.of("as seen"), Optional.empty());
    }

    private static Story working() {
        return new Story().opensOn(WorkerKind.MAIN, "r");
    }

    private static Watched watched(Story story) {
        return new Watched().hears(story);
    }

    @ParameterizedTest
    @CsvSource({"READ, 10", "EDIT, 10", "PLAN, 10", "SHELL_GIT, 10", "MCP, 30", "SHELL_TEST, 60", "SHELL_BUILD, 60"})
    void what_is_open_for_long_where_a_person_may_be_asked_probably_waits_for_one(OpenCall.Kind kind, int seconds) {
        var run = watched(working().opening("r", asking(kind)));
        assertEquals(Phase.STARTING, run.until(seconds / 60.0).phase());
        assertEquals(Phase.WAITING_APPROVAL, run.until(seconds / 60.0 + 0.1).phase());
        assertEquals(Attention.NEEDS_YOU, run.sitrep().attention().value());
        var block = run.sitrep().block().orElseThrow().value();
        assertTrue(
                block.text().orElseThrow().startsWith("Probably waiting for approval: src/Main.java"), block::toString);
        assertEquals(Phase.WAITING_APPROVAL, run.until(600).phase(), "a wait is never a stall");
    }

    /** An agent that tells of itself, within a command that was wrapped. */
    private static Story within(double minutes) {
        return new Story()
                .opensOn(WorkerKind.PROCESS, "p")
                .opensFor("p", "r")
                .opensFor("r", "s")
                .does("s", Phase.EDITING)
                .at(minutes);
    }

    @Test
    void what_ran_in_a_process_that_ended_is_lost_with_it_and_never_a_stall() {
        var run = watched(within(3.9).ends("p", Outcome.FAILED));
        assertEquals(Optional.empty(), run.until(5.8).outcome("s"));
        assertEquals(Optional.empty(), run.verdict());
        assertEquals(Optional.of(Outcome.LOST), run.until(6).outcome("s"));
        assertEquals(Optional.of(Outcome.LOST), run.until(6.1).outcome("r"), "and what it served, too");
        var text = run.task()
                .runs()
                .get(Story.run("s"))
                .end()
                .orElseThrow()
                .value()
                .summary();
        assertEquals(Optional.of("Not heard of for 2m: the process that it ran in has ended: failed"), text);
    }

    @Test
    void who_is_gone_waits_for_nobody() {
        var run = watched(within(1).blocks("s", BlockReason.APPROVAL).at(4).ends("p", Outcome.CANCELLED));
        assertEquals(Optional.of(Outcome.LOST), run.until(6.1).outcome("s"));
    }

    @Test
    void what_goes_on_after_its_process_is_heard_and_not_lost() {
        var story = within(3.9).ends("p", Outcome.SUCCEEDED);
        for (var i = 5; i < 15; i++) story.at(i).says("s", "still here " + i);
        assertEquals(Optional.empty(), watched(story).outcome("s"));
    }

    @Test
    void what_was_begun_after_its_process_had_ended_is_judged_by_itself() {
        var story = new Story().opensOn(WorkerKind.PROCESS, "p").at(1).ends("p", Outcome.SUCCEEDED);
        var run = watched(story.at(2).opensFor("p", "r").does("r", Phase.EDITING));
        assertEquals(Optional.empty(), run.until(60).outcome("r"));
        assertEquals(Optional.of(Verdict.SILENT), run.verdict());
    }

    @Test
    void the_end_of_an_agent_says_nothing_of_its_children() {
        var story = working().opensFor("r", "s").does("s", Phase.EDITING).at(1).ends("r", Outcome.SUCCEEDED);
        var run = watched(story);
        assertEquals(Optional.empty(), run.until(60).outcome("s"));
        assertEquals(Optional.of(Verdict.SILENT), run.verdict());
    }

    @Test
    void a_wrapper_that_was_killed_is_lost_and_then_what_ran_in_it_but_not_while_that_is_heard() {
        var story = new Story()
                .opensOn(WorkerKind.PROCESS, "p")
                .opensWithPulse("p", Duration.ofSeconds(5))
                .opensFor("p", "s")
                .does("s", Phase.EDITING);
        for (var i = 1; i <= 10; i++) story.at(i).says("s", "line " + i);
        var run = watched(story);
        assertEquals(Optional.empty(), run.until(12.9).outcome("p"));
        assertEquals(Optional.of(Outcome.LOST), run.until(13.1).outcome("p"));
        assertEquals(Optional.empty(), run.until(14.9).outcome("s"));
        assertEquals(Optional.of(Outcome.LOST), run.until(15.1).outcome("s"));
    }

    @Test
    void a_wrapper_that_was_given_up_is_taken_back_while_what_runs_in_it_is_heard() {
        var story = new Story()
                .opensOn(WorkerKind.PROCESS, "p")
                .opensWithPulse("p", Duration.ofSeconds(5))
                .opensFor("p", "s")
                .does("s", Phase.EDITING);
        assertEquals(Optional.of(Outcome.LOST), watched(story).until(3.5).outcome("p"));
        var run = watched(story.at(4).says("s", "on it"));
        assertEquals(Phase.EDITING, run.until(4.1).phase());
        assertEquals(Phase.FAILED, run.until(10).phase());
    }

    @Test
    void where_nobody_is_asked_the_same_is_a_stall_later() {
        var run = watched(working().opening("r", OpenCall.of("1", OpenCall.Kind.EDIT)));
        assertEquals(Phase.STARTING, run.until(0.9).phase());
        assertEquals(Phase.STALLED, run.until(1.1).phase());
    }

    @Test
    void what_asked_for_leave_itself_probably_waits_whatever_it_is() {
        var test = new OpenCall(
                "1", OpenCall.Kind.SHELL_TEST, Optional.empty(), Optional.empty(), Optional.empty(), true, true);
        assertEquals(
                Phase.WAITING_APPROVAL,
                watched(working().opening("r", test)).until(0.2).phase());
    }

    @Test
    void a_model_that_has_answered_probably_waits_where_a_person_is_asked_before_a_call_begins() {
        var run = watched(working().opening("r", asking(OpenCall.Kind.MODEL)));
        assertEquals(Optional.empty(), run.until(2).verdict());
        assertEquals(Phase.WAITING_APPROVAL, run.until(2.1).phase());
        assertTrue(
                run.numbers().toString().contains("the model has answered and nothing began since"),
                run.numbers()::toString);
        assertEquals(Phase.WAITING_APPROVAL, run.until(600).phase(), "a wait is never a stall");
    }

    @Test
    void a_probable_wait_is_over_with_the_next_sign() {
        var story = working().opening("r", asking(OpenCall.Kind.EDIT)).at(5).opening("r", MODEL);
        assertEquals(Optional.empty(), watched(story).until(5.1).verdict());
    }

    @ParameterizedTest
    @CsvSource({"MODEL, 300", "COMPACTION, 270", "SHELL_TEST, 300", "SHELL_POLL, 900", "SUBAGENT, 1200"})
    void silence_beyond_the_limit_of_what_is_open_is_suspected(OpenCall.Kind kind, int seconds) {
        var run = watched(working().opening("r", OpenCall.of("1", kind)));
        assertEquals(Optional.empty(), run.until(seconds / 60.0).verdict());
        assertEquals(
                Optional.of(Verdict.SILENT), run.until(seconds / 60.0 + 0.1).verdict());
    }

    @Test
    void a_question_is_never_suspected() {
        assertEquals(
                Optional.empty(),
                watched(working().opening("r", OpenCall.of("1", OpenCall.Kind.ASK)))
                        .until(6_000)
                        .verdict());
    }

    @Test
    void declared_limits_are_honoured() {
        assertEquals(
                Optional.empty(),
                watched(working().opening("r", declared(OpenCall.Kind.SHELL_TEST, 3_600)))
                        .until(60)
                        .verdict());
        var sleeps = watched(working().opening("r", declared(OpenCall.Kind.SHELL_SLEEP, 300)));
        assertEquals(Optional.empty(), sleeps.until(5.4).verdict());
        assertEquals(Optional.of(Verdict.SILENT), sleeps.until(5.6).verdict());
        assertEquals("5m", sleeps.numbers().get("declared"));
    }

    @Test
    void of_several_acts_that_are_open_the_most_patient_counts() {
        var run = watched(working().opening("r", asking(OpenCall.Kind.EDIT), OpenCall.of("2", OpenCall.Kind.SUBAGENT)));
        assertEquals(Optional.empty(), run.until(19).verdict());
    }

    @Test
    void no_limit_is_under_one_and_a_half_of_the_longest_silence_survived_in_that_state() {
        var story = working().opening("r", MODEL).at(4).opening("r", MODEL);
        var run = watched(story).until(4 + 5.9);
        assertEquals(Optional.empty(), run.verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(4 + 6.1).verdict());
        assertEquals("4m", run.numbers().get("longestSurvived"));
        assertEquals("5m", run.numbers().get("usualLimit"));
    }

    @Test
    void a_false_alarm_doubles_the_limit_until_the_run_ends() {
        var story = working().opening("r", MODEL).at(5.5).opening("r", MODEL);
        var run = watched(story).until(5.5 + 9.9);
        assertEquals(Optional.empty(), run.verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(5.5 + 10.1).verdict());
        assertEquals("1", run.numbers().get("falseAlarms"));
    }

    @Test
    void what_was_learnt_makes_no_limit_longer_than_half_an_hour() {
        var story = working().opening("r", MODEL).at(600).opening("r", MODEL);
        assertEquals(
                Optional.of(Verdict.SILENT), watched(story).until(600 + 30.1).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "READING, 0.2, WAITING_USER", "DEADLOCKED, 1.1, STALLED", "QUIET, 1.1, STALLED", "REPEATING, 0.1, STALLED",
        "NETWORK, 3.4, WAITING_DEPENDENCY", "NETWORK, 6.8, STALLED", "BUSY, 59, STARTING", "BUSY, 61, STALLED",
        "SUSPENDED, 600, STARTING", "SERVING, 600, STARTING"
    })
    void what_is_seen_from_outside_decides(Condition.Kind kind, double minutes, Phase phase) {
        var run = watched(working().seen("r", seen(kind)));
        assertEquals(phase, run.until(minutes).phase());
        if (phase.kind() == Phase.Kind.ACTIVE) return;
        assertTrue(
                run.sitrep().block().orElseThrow().value().text().orElseThrow().contains("as seen"));
    }

    @Test
    void being_seen_at_work_takes_a_suspicion_back() {
        var story = working().seen("r", seen(Condition.Kind.QUIET)).at(2).seen("r", seen(Condition.Kind.BUSY));
        assertEquals(
                Optional.of(Verdict.SILENT),
                watched(working().seen("r", seen(Condition.Kind.QUIET)))
                        .until(2)
                        .verdict());
        assertEquals(Optional.empty(), watched(story).until(2.1).verdict());
    }

    @Test
    void asleep_on_purpose_is_no_stall() {
        var sleeps =
                working().opening("r", declared(OpenCall.Kind.SHELL_SLEEP, 600)).seen("r", seen(Condition.Kind.QUIET));
        assertEquals(Optional.empty(), watched(sleeps).until(10).verdict());
    }

    @Test
    void a_retry_to_come_is_no_silence() {
        var until = Optional.of(Story.minute(30));
        var story = working()
                .opening("r", MODEL)
                .seen("r", new Condition(Condition.Kind.RETRYING, Optional.of("429"), until));
        assertEquals(Optional.empty(), watched(story).until(34.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), watched(story).until(35.1).verdict());
    }

    @Test
    void being_alive_is_not_getting_on() {
        var story = working().opening("r", MODEL);
        for (var minute = 1; minute < 5; minute++) story.at(minute).beats("r");
        assertEquals(Optional.of(Verdict.SILENT), watched(story).until(5.1).verdict());
    }

    @Test
    void after_we_were_away_everybody_has_a_full_limit() {
        var run = watched(working().opening("r", MODEL)).listensFrom(900);
        assertEquals(Optional.empty(), run.until(904.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(905.1).verdict());
    }

    @Test
    void what_reached_us_late_may_be_as_much_later_again() {
        var story = working();
        story.at(1).tell(opening(MODEL), Story.minute(3));
        assertEquals(Optional.empty(), watched(story).until(3 + 6.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), watched(story).until(3 + 7.1).verdict());
    }

    private static Fact opening(OpenCall act) {
        var none = Optional.<Phase>empty();
        return new Fact.RunAdvanced(
                Story.run("r"), none, Optional.empty(), Optional.empty(), Optional.of(List.of(act)), Optional.empty());
    }

    @Test
    void what_an_operator_set_counts_and_is_said() {
        var set = new Patience.Amendment("source:witness", Optional.of("model"), Duration.ofMinutes(20));
        var run = new Watched(Patience.USUAL.with(List.of(set))).hears(working().opening("r", MODEL));
        assertEquals(Optional.empty(), run.until(19).verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(21).verdict());
        assertEquals("source:witness", run.numbers().get("setFor"));
    }

    @Test
    void why_says_what_would_take_it_back_and_how_usual_it_is() {
        var numbers = watched(working().opening("r", MODEL)).until(6).numbers();
        assertEquals("at the next that it says or does, or when it is seen at work", numbers.get("clears"));
        assertEquals("longer than 99.9 % of them, n = 33612 elsewhere", numbers.get("silence"));
        assertEquals(
                "half within 2.0s, 90 % within 8.3s, 99 % within 28s, n = 33612 elsewhere", numbers.get("usually"));
    }

    @Test
    void the_same_is_said_once() {
        var run = watched(working().opening("r", MODEL)).until(10);
        assertEquals(List.of(), run.look(Story.minute(11)));
    }
}
