package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.core.task.Story.run;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.core.event.Condition;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.rule.Shown;
import sitrep.core.silence.Watched;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.core.why.Why;

/** What counts where several say different things of a run's end, a wait or a time. */
class WordsThatDisagreeTest {

    private static Optional<Outcome> outcome(Story story) {
        return story.sitrep().outcome().map(Shown::value);
    }

    private static String news(Story story) {
        return story.sitrep().update().orElseThrow().value().text();
    }

    private static String next(Story story) {
        return story.sitrep().next().orElseThrow().value().text();
    }

    private static String remark(Story story) {
        return story.sitrep().remark().orElseThrow().value().text();
    }

    private static boolean dissents(Story story, String who, String what) {
        return story.detail().dissent().stream()
                .anyMatch(it -> it.stamp().source().equals(who) && it.said().startsWith(what));
    }

    private static Story end(Story story, String run, End end) {
        return story.tell(new Fact.RunEnded(run(run), end));
    }

    private static End known(Outcome outcome, Certainty known) {
        return new End(outcome, Optional.empty(), Optional.of(known), Optional.empty(), false, Optional.empty());
    }

    @Test
    void what_its_own_source_tells_of_after_an_end_has_not_ended() {
        var story = new Story().from("harness").opens("a").does("a", Phase.RESEARCHING);
        story.at(10).ends("a", Outcome.SUCCEEDED, "Audit finished");
        assertEquals(Phase.DONE, story.phase());
        story.at(50).does("a", Phase.TESTING).says("a", "check 14 of 20");
        assertEquals(Phase.TESTING, story.phase());
        assertEquals("check 14 of 20", news(story));
        assertTrue(dissents(story, "harness", "succeeded"));
        assertTrue(remark(story).startsWith("harness said at "), remark(story));
        story.at(60).ends("a", Outcome.FAILED, "check 15 failed");
        assertEquals(Optional.of(Outcome.FAILED), outcome(story), "the later one counts");
    }

    @Test
    void a_word_that_trails_behind_an_end_does_not_undo_it() {
        var story = new Story().opens("a").does("a", Phase.TESTING).at(10).ends("a", Outcome.SUCCEEDED, "ok");
        story.at(10.1).says("a", "bye");
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void who_saw_it_exit_is_believed_whatever_is_told_afterwards() {
        var story = new Story().opens("a").does("a", Phase.TESTING).at(10);
        end(story, "a", known(Outcome.FAILED, Certainty.EXIT)).at(20).says("a", "late output");
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
        assertEquals(Optional.empty(), story.sitrep().remark());
        story.from("other").at(21).says("a", "still polling");
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
        assertTrue(next(story).startsWith("See whether it still goes on"), next(story));
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.Kind.class,
            names = {"BUSY", "SUSPENDED", "READING"})
    void whoever_still_sees_it_well_after_its_end_is_named_and_what_is_advised_is_to_look(Condition.Kind kind) {
        var story = new Story().from("harness").opens("a").does("a", Phase.RESEARCHING);
        story.at(10).ends("a", Outcome.SUCCEEDED, "Audit finished");
        story.from("proctable").at(60).seen("a", new Condition(kind, Optional.of("31 %"), Optional.empty()));
        assertEquals(Phase.DONE, story.phase());
        assertTrue(dissents(story, "proctable", kind.word()));
        assertTrue(next(story).startsWith("See whether it still goes on before telling"), next(story));
        assertTrue(remark(story).contains("proctable still tells of it: " + kind.word()), remark(story));
    }

    @Test
    void a_bare_sign_of_life_well_after_its_end_is_named_too() {
        var story = new Story().from("harness").opens("a").at(10).ends("a", Outcome.SUCCEEDED, "ok");
        story.from("proctable").at(60).beats("a");
        assertTrue(dissents(story, "proctable", "alive"));
    }

    @Test
    void hearsay_yields_to_whoever_tells_of_the_work_in_either_order() {
        var story = new Story().from("wrapper").opens("v").does("v", Phase.TESTING);
        story.from("sweeper").at(10).ends("v", Outcome.CANCELLED, "stopped");
        story.from("wrapper").at(15).ends("v", Outcome.SUCCEEDED, "build success");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals("build success, though sweeper had said that it was cancelled", news(story));
        assertTrue(dissents(story, "sweeper", "cancelled"));
        var early = new Story().from("wrapper").opens("v").does("v", Phase.TESTING);
        early.at(8).ends("v", Outcome.SUCCEEDED, "build success");
        early.from("sweeper").at(10).ends("v", Outcome.CANCELLED, "stopped");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(early));
        assertEquals("build success", news(early));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"LOST", "FAILED", "TIMED_OUT"})
    void what_its_launcher_gave_up_lives_while_somebody_sees_it_at_work(Outcome outcome) {
        var story = new Story().from("launcher").opens("f").does("f", Phase.QUEUED);
        story.at(1).ends("f", outcome, "not started within 60 s");
        assertEquals(Optional.of(outcome), outcome(story));
        story.from("flow")
                .at(2)
                .does("f", Phase.EDITING)
                .says("f", "day 3 of 30")
                .counts("f", 3, 30);
        assertEquals(Phase.EDITING, story.phase());
        assertEquals("day 3 of 30", news(story));
        assertTrue(dissents(story, "launcher", outcome.word()));
        story.at(60).ends("f", Outcome.SUCCEEDED, "30 days loaded");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
    }

    @Test
    void a_row_that_only_lists_it_does_not_undo_what_its_own_source_told() {
        var story = new Story().from("hook").opens("a").at(5).ends("a", Outcome.FAILED, "no network");
        story.from("list").at(9).does("a", Phase.EDITING);
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
        assertTrue(dissents(story, "list", "editing"));
    }

    @Test
    void a_result_counts_although_somebody_had_stopped_waiting_for_it() {
        var story = new Story().from("gw").opens("c").does("c", Phase.RESEARCHING);
        story.at(5).ends("c", Outcome.TIMED_OUT, "timed out, partial progress");
        story.from("child").at(5.4).ends("c", Outcome.SUCCEEDED, "212 invoices");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals("212 invoices, though gw had said that it timed out", news(story));
    }

    @Test
    void what_broke_because_another_was_cancelled_was_cancelled_and_nobody_is_told_what_they_did() {
        var story = new Story().owned("Dana").opens("a").opens("b").does("a", Phase.TESTING);
        story.at(10).ends("a", Outcome.CANCELLED, "cancelled by Dana").at(10.1).ends("b", Outcome.FAILED, "aborted");
        assertEquals(Optional.of(Outcome.CANCELLED), outcome(story));
        assertEquals("cancelled by Dana", news(story));
        assertEquals(Attention.SETTLED, story.attention());
        assertEquals(Optional.empty(), story.sitrep().next());
        var later = new Story().opens("a").opens("b").at(10).ends("a", Outcome.CANCELLED);
        assertEquals(
                Optional.of(Outcome.FAILED),
                outcome(later.at(20).ends("b", Outcome.FAILED, "its own")),
                "that was no consequence");
    }

    @Test
    void that_somebody_else_cancelled_it_is_news_for_whoever_asked() {
        var story =
                new Story().task("Reindex").opens("a").at(1).ends("a", Outcome.CANCELLED, "cancelled by the sweeper");
        assertEquals(Attention.UNREPORTED, story.attention());
    }

    @Test
    void what_was_told_to_stop_did_not_fail() {
        var story = new Story().opens("a").does("a", Phase.TESTING).at(3);
        story.tell(new Fact.RunStopping(run("a"), Optional.empty(), Optional.of("SIGTERM")));
        assertTrue(remark(story).startsWith("Told to stop (SIGTERM)"), remark(story));
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Optional.of(Outcome.CANCELLED), outcome(story.at(4).ends("a", Outcome.FAILED, "exit 143")));
        var polite = new Story().opens("a").at(3);
        polite.tell(new Fact.RunStopping(run("a"), Optional.of("Dana"), Optional.of("SIGTERM")));
        polite.at(4).ends("a", Outcome.SUCCEEDED, "indexing 3 of 900");
        assertTrue(
                remark(polite).startsWith("It ended well after it was told to stop by Dana (SIGTERM)"), remark(polite));
    }

    @Test
    void a_finished_thing_that_is_looked_at_again_stays_finished() {
        var story = finished().opensOn(WorkerKind.MAIN, "b").at(20.1).ends("b", Outcome.CANCELLED, "nothing to do");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals(Attention.SETTLED, story.attention());
        assertEquals("notes written", news(story));
        assertTrue(remark(story).contains("nothing came of it"), remark(story));
    }

    @Test
    void a_second_try_that_failed_at_once_asks_to_be_looked_at_and_replaces_nothing() {
        var story = finished();
        var opened = story.events().get(1).fact();
        var worker = ((Fact.RunOpened) opened).worker();
        story.tell(new Fact.RunOpened(
                run("b"),
                Optional.empty(),
                java.util.OptionalInt.empty(),
                Optional.empty(),
                worker,
                Optional.empty(),
                Optional.of(Phase.STARTING),
                Optional.empty()));
        story.at(20.1).ends("b", Outcome.FAILED, "no credit");
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals(Attention.UNREPORTED, story.attention());
        assertTrue(next(story).contains("the first result stands"), next(story));
    }

    @Test
    void a_next_step_that_fails_at_once_is_no_second_try() {
        var story = finished().opens("deploy").at(20.1).ends("deploy", Outcome.FAILED, "no route to host");
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
    }

    private static Story finished() {
        var story = new Story()
                .task("Write the notes")
                .opensOn(WorkerKind.MAIN, "a")
                .does("a", Phase.EDITING);
        return story.at(9)
                .ends("a", Outcome.SUCCEEDED, "notes written")
                .at(9.1)
                .reported("Dana")
                .at(20);
    }

    @Test
    void news_of_an_attempt_that_was_replaced_is_no_headline() {
        var story = new Story()
                .attempts("a1", "x", 1)
                .at(5)
                .attempts("a2", "x", 2)
                .at(8)
                .says("a2", "7 of 9 files");
        story.at(12).ends("a1", Outcome.FAILED, "timeout talking to the mirror");
        assertEquals("7 of 9 files", news(story));
        assertTrue(story.detail().updates().stream().anyMatch(it -> it.text().startsWith("timeout")));
    }

    @Test
    void who_waits_for_a_person_is_shown_whoever_it_served_has_ended() {
        var story = new Story().opens("m").opensFor("m", "s").at(5).ends("m", Outcome.SUCCEEDED, "delegated");
        assertEquals(Phase.STARTING, story.phase(), "the child lives");
        story.at(6).blocks("s", "ap", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        var insisted = new Story().opens("m").opensFor("m", "s").at(5).taskEnds(Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, insisted.phase());
        insisted.at(6).blocks("s", "ap", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, insisted.phase());
    }

    @Test
    void what_goes_on_beside_an_end_that_its_source_insists_on_is_said_and_given_no_end() {
        var story = new Story().opens("p").opensFor("p", "w").does("w", Phase.TESTING);
        story.at(5).taskEnds(Outcome.SUCCEEDED).at(50).says("w", "checks 3 of 8");
        assertEquals(Phase.DONE, story.phase());
        assertEquals(Optional.empty(), story.view("w").outcome());
        assertTrue(remark(story).contains("goes on: checks 3 of 8"), remark(story));
        story.at(55).ends("w", Outcome.FAILED, "check 4 failed");
        assertEquals(Phase.DONE, story.phase());
        assertTrue(remark(story).contains("failed afterwards: check 4 failed"), remark(story));
    }

    @Test
    void what_a_child_that_outlived_its_parent_came_to_counts() {
        var story = new Story().opens("p").opensFor("p", "w").at(5).ends("p", Outcome.SUCCEEDED, "I will tell");
        story.at(50).ends("w", Outcome.FAILED, "check 4 failed");
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
        assertEquals("check 4 failed", news(story));
    }

    @Test
    void a_question_without_a_name_is_closed_by_its_own_source_only() {
        var story =
                new Story().from("hook").opens("a").does("a", Phase.PLANNING).at(5);
        story.blocks("a", BlockReason.APPROVAL).from("list").at(5.02).does("a", Phase.EDITING);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertTrue(dissents(story, "list", "editing"));
        story.from("hook").at(6).does("a", Phase.TESTING);
        assertEquals(Phase.TESTING, story.phase());
    }

    @Test
    void a_question_that_its_run_or_session_has_left_behind_is_perhaps_answered() {
        var same = new Story().opens("t1").at(1).blocks("t1", "c", BlockReason.CONFIRMATION);
        assertFalse(same.sitrep().block().orElseThrow().value().isPerhapsAnswered());
        same.at(9).does("t1", Phase.TESTING);
        assertEquals(Attention.NEEDS_YOU, same.attention());
        assertTrue(next(same).contains("perhaps answered"), next(same));
        assertTrue(same.detail().dissent().stream().anyMatch(it -> it.said().equals("testing")));
    }

    @Test
    void of_several_waits_all_are_counted_and_each_run_shows_its_own() {
        var story = new Story().opens("p");
        for (var i = 1; i <= 3; i++) {
            story.opensFor("p", "s" + i).at(i).blocks("s" + i, "ap" + i, BlockReason.APPROVAL);
        }
        assertEquals(2, story.sitrep().block().orElseThrow().value().more());
        assertTrue(next(story).endsWith("(and 2 more wait)"), next(story));
        assertEquals("ap2", story.view("s2").blocks().getFirst().id());
    }

    @Test
    void a_clock_that_is_ahead_hides_no_wait_for_a_person() {
        var story = new Story().from("pi").at(52);
        story.tell(
                new Fact.RunAdvanced(run("a"), Optional.of(Phase.EDITING), Optional.empty(), Optional.empty()),
                Story.minute(0));
        story.from("desk").at(1).blocks("a", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(Story.minute(1), story.since());
        var clock = Why.of(story.known()).get("created").numbers().get("clock");
        assertEquals("the clock of pi is 52m ahead: it counts when it was heard", clock);
    }

    @Test
    void a_success_with_nothing_to_show_says_so_and_nobody_is_to_be_told_a_result() {
        var story = new Story().opens("j").at(1).blocks("j", "m", BlockReason.EXTERNAL_API);
        story.at(2).ends("j", Outcome.SUCCEEDED);
        assertTrue(news(story).startsWith("Ended while it waited for: "), news(story));
        assertTrue(next(story).startsWith("See what came of it"), next(story));
        var short40 = new Story()
                .opens("j")
                .counts("j", 1, 40)
                .says("j", "Killed")
                .at(2)
                .ends("j", Outcome.SUCCEEDED);
        assertEquals("Ended at 1 of 40", remark(short40));
    }

    @Test
    void a_result_that_nobody_took_up_is_suspected_after_a_short_while() {
        var story = new Story().opensOn(WorkerKind.MAIN, "p").opensFor("p", "c");
        story.blocks("p", "w", BlockReason.SUBAGENT).at(3).ends("c", Outcome.SUCCEEDED, "three vendors");
        var watched = new Watched().hears(story);
        assertEquals(Attention.WORKING, watched.until(3.4).attention());
        assertEquals(Attention.STUCK, watched.until(3.6).attention());
        assertEquals(Phase.WAITING_DEPENDENCY, watched.phase());
    }
}
