package sitrep.core.silence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.WorkerKind;

/** Whose silence it is, and from when it counts: what worlds under seeds found out, one by one. */
class PatienceTest {

    private static Story working() {
        return new Story().opensOn(WorkerKind.MAIN, "r");
    }

    private static Condition seen(Condition.Kind kind) {
        return new Condition(kind, Optional.empty(), Optional.empty());
    }

    private static Watched watched(Story story) {
        return new Watched().hears(story);
    }

    @Test
    void a_parent_has_its_own_time_from_when_its_last_child_was_heard_of() {
        var story =
                working().does("r", Phase.EDITING).at(1).opensFor("r", "child").does("child", Phase.TESTING);
        for (var minute = 5; minute < 60; minute += 5) story.at(minute).says("child", "step " + minute);
        var run = watched(story.at(58).ends("child", Outcome.SUCCEEDED));
        assertEquals(Optional.empty(), run.until(58 + 4.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(58 + 5.1).verdict());
    }

    @Test
    void what_a_parent_waited_for_its_child_makes_it_no_more_patient() {
        var story =
                working().does("r", Phase.EDITING).at(1).opensFor("r", "child").does("child", Phase.TESTING);
        for (var minute = 5; minute < 60; minute += 5) story.at(minute).says("child", "step " + minute);
        story.at(58).ends("child", Outcome.SUCCEEDED).at(59).does("r", Phase.EDITING);
        assertEquals(Optional.of(Verdict.SILENT), watched(story).until(59 + 5.1).verdict());
    }

    @Test
    void who_has_a_child_at_work_is_no_longer_suspected() {
        var run = watched(working().does("r", Phase.EDITING));
        assertEquals(Optional.of(Verdict.SILENT), run.until(5.5).verdict());
        run.hears(new Story().from("other").at(6).opensFor("r", "child"));
        assertEquals(Optional.empty(), run.until(6.1).verdict());
    }

    @Test
    void what_was_stopped_has_its_full_time_once_it_goes_on() {
        var story = working().says("r", "line").seen("r", seen(Condition.Kind.SUSPENDED));
        var run = watched(story.at(300).seen("r", seen(Condition.Kind.BUSY)));
        assertEquals(Optional.empty(), run.until(300 + 59).verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(300 + 61).verdict());
    }

    @Test
    void what_computed_for_long_is_not_suspected_as_soon_as_it_sleeps_or_waits_on_a_socket() {
        var story = working().says("r", "line").seen("r", seen(Condition.Kind.BUSY));
        story.at(20).seen("r", seen(Condition.Kind.NETWORK)).at(23).seen("r", seen(Condition.Kind.QUIET));
        var run = watched(story);
        assertEquals(Optional.empty(), run.until(23.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), run.until(24.1).verdict());
    }

    @Test
    void what_works_on_and_off_without_a_word_is_suspected_after_an_hour_all_the_same() {
        var story = working().says("r", "line");
        for (var minute = 1; minute < 70; minute++) {
            story.at(minute).seen("r", seen(minute % 2 == 0 ? Condition.Kind.BUSY : Condition.Kind.NETWORK));
        }
        var run = watched(story).until(Duration.ofMinutes(70).toMinutes());
        assertEquals(Optional.of(Verdict.SILENT), run.verdict());
    }

    @Test
    void an_answer_that_broke_off_is_suspected_sooner_than_one_that_has_not_begun() {
        var asked = working().opening("r", OpenCall.of("m", OpenCall.Kind.MODEL));
        assertEquals(Optional.empty(), watched(asked).until(4.9).verdict());
        var answering = watched(asked.at(1).says("r", "I will look at"));
        assertEquals(Optional.empty(), answering.until(1 + 3.1).verdict());
        assertEquals(Optional.of(Verdict.SILENT), answering.until(1 + 3.2).verdict());
    }

    @Test
    void what_was_said_before_the_model_was_asked_is_no_answer_of_it() {
        var story = working().says("r", "line").at(1).opening("r", OpenCall.of("m", OpenCall.Kind.MODEL));
        assertEquals(Optional.empty(), watched(story).until(1 + 4.9).verdict());
        assertEquals(Optional.of(Verdict.SILENT), watched(story).until(1 + 5.1).verdict());
    }
}
