package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.Why;

/** Who says something else than what is shown is kept beside it, until it agrees or is out of date. */
class DissentTest {

    private static List<String> dissent(Story story) {
        return story.detail().dissent().stream()
                .map(it -> it.of().word() + ": " + it.stamp().event().source() + " said " + it.said())
                .toList();
    }

    private static Story running() {
        return new Story().opens("r");
    }

    @Test
    void what_another_source_said_last_of_the_phase_is_kept_until_it_agrees() {
        var story = running().does("r", Phase.TESTING).from("other").at(1).does("r", Phase.EDITING);
        assertEquals(Phase.EDITING, story.phase());
        assertEquals(List.of("phase: witness said testing"), dissent(story));
        assertEquals(
                "witness said testing at 2026-11-22T10:00:00Z (event 001)",
                Why.of(story.known()).get("phase").numbers().get("dissent"));
        story.from("witness").at(2).does("r", Phase.EDITING);
        assertEquals(List.of(), dissent(story));
    }

    @Test
    void the_older_word_of_another_source_is_out_of_date_once_the_one_that_is_followed_went_on_twice() {
        var story = running().from("other").at(1).does("r", Phase.EDITING);
        assertEquals(List.of("phase: witness said starting"), dissent(story));
        assertEquals(List.of(), dissent(story.at(2).does("r", Phase.TESTING)));
    }

    @Test
    void who_tells_of_work_although_another_waits_for_a_person_is_named() {
        var story = running().from("gateway").at(1).blocks("r", "appr-9", BlockReason.APPROVAL);
        assertEquals(List.of(), dissent(story));
        story.from("witness").at(2).does("r", Phase.TESTING);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(List.of("phase: witness said testing"), dissent(story));
        assertTrue(Why.of(story.known()).get("phase").numbers().containsKey("dissent"));
        story.from("gateway").at(3).unblocks("r", "appr-9");
        assertEquals(List.of(), dissent(story));
    }

    @Test
    void what_is_said_within_seconds_of_a_block_is_named_too_but_for_what_was_said_before() {
        var story = running().from("gateway").at(1).blocks("r", "appr-9", BlockReason.APPROVAL);
        assertEquals(List.of(), dissent(story.from("witness").at(0.9).does("r", Phase.TESTING)));
        assertEquals(
                List.of("phase: witness said editing"),
                dissent(story.from("witness").at(1.1).does("r", Phase.EDITING)));
    }

    @Test
    void another_kind_of_wait_for_the_same_block_is_named() {
        var story = running().from("one").at(1).blocks("r", "b", BlockReason.USER_INPUT);
        story.from("two").at(2).blocks("r", "b", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(List.of("block: one said user_input"), dissent(story));
        assertTrue(Why.of(story.known()).get("block").numbers().containsKey("dissent"));
    }

    @Test
    void what_the_source_of_a_suspected_run_said_last_stays_beside_the_suspicion() {
        var story = running().at(1).does("r", Phase.TESTING).at(9).suspects("r", 1);
        assertEquals(Phase.STALLED, story.phase());
        assertEquals(List.of("phase: witness said testing"), dissent(story));
        assertEquals(List.of(), dissent(story.at(10).says("r", "on again")));
    }

    @Test
    void who_tells_of_work_after_the_end_is_named() {
        var story = running().at(1).ends("r", Outcome.SUCCEEDED).at(1.1).does("r", Phase.TESTING);
        assertEquals(List.of(), dissent(story), "its own source is late");
        story.from("other").at(3).does("r", Phase.EDITING);
        assertEquals(List.of("phase: other said editing"), dissent(story));
    }

    @Test
    void whoever_ended_it_otherwise_is_named_with_the_run_and_a_replaced_attempt_is_not_spoken_of() {
        var story = new Story().attempts("a", "s", 1).at(1).ends("a", Outcome.FAILED);
        story.from("ci").at(2).ends("a", Outcome.SUCCEEDED);
        assertEquals(List.of("outcome: ci said succeeded"), dissent(story));
        assertEquals(
                Optional.of(Story.run("a")), story.detail().dissent().getFirst().run());
        assertEquals(List.of(), dissent(story.at(3).attempts("b", "s", 2)));
    }

    @Test
    void of_many_the_newest_are_kept() {
        var story = running();
        for (var i = 0; i < 30; i++) story.from("s" + i).at(i).does("r", Phase.EDITING);
        story.from("witness").at(30).does("r", Phase.TESTING);
        var dissent = dissent(story);
        assertEquals(Limits.DISSENTS, dissent.size());
        assertEquals("phase: s29 said editing", dissent.getFirst());
    }
}
