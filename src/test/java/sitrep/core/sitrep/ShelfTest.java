package sitrep.core.sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.rule.Rule;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** Where a task lies that an operator has dealt with, and what brings it back. */
class ShelfTest {
    private static final OperatorNote UNTIL_IT_CHANGES = new OperatorNote.Snoozed(Optional.empty());

    private static Story asks() {
        return new Story()
                .opens("r")
                .at(1)
                .blocks("r", "q1", BlockReason.USER_INPUT)
                .at(2);
    }

    private static String shelf(Story story) {
        return story.sitrep().shelf().map(shown -> shown.value().word()).orElse(Shelf.NONE);
    }

    @Test
    void whoever_says_so_is_on_it_until_it_asks_for_something_else() {
        var story = asks().notes(new OperatorNote.Acknowledged());
        assertEquals("on_it", shelf(story));
        assertEquals(Attention.NEEDS_YOU, story.sitrep().attention().value());
        assertEquals(Rule.ON_IT, story.sitrep().shelf().orElseThrow().because().rule());
        story.at(3).unblocks("r", "q1").does("r", Phase.TESTING);
        assertEquals("none", shelf(story));
        story.at(4).blocks("r", "q2", BlockReason.USER_INPUT);
        assertEquals("none", shelf(story), "a new question is nobody's yet");
    }

    @Test
    void nobody_is_on_what_works_or_was_put_off_since() {
        var story = new Story().opens("r").does("r", Phase.TESTING).at(1).notes(new OperatorNote.Acknowledged());
        assertEquals("none", shelf(story));
        story = asks().notes(new OperatorNote.Acknowledged());
        story.at(3).notes(new OperatorNote.Snoozed(Optional.of(Story.minute(60))));
        assertEquals("snoozed", shelf(story));
        story.at(4).notes(new OperatorNote.Restored());
        assertEquals("none", shelf(story));
    }

    @Test
    void what_was_dismissed_lies_there_until_something_new_asks() {
        var story = asks().notes(new OperatorNote.Dismissed());
        assertEquals("dismissed", shelf(story));
        story.at(3).unblocks("r", "q1").does("r", Phase.TESTING);
        assertEquals("dismissed", shelf(story));
        story.at(4).blocks("r", "q2", BlockReason.USER_INPUT);
        assertEquals("none", shelf(story));
    }

    @Test
    void a_snooze_without_an_end_holds_until_the_phase_changes() {
        var story = asks().notes(UNTIL_IT_CHANGES);
        assertEquals("snoozed", shelf(story));
        assertEquals(Attention.WORKING, story.sitrep().attention().value());
        assertEquals(Optional.empty(), story.sitrep().snoozed());
        story.at(3).says("r", "still here");
        assertEquals("snoozed", shelf(story));
        story.at(4).unblocks("r", "q1").does("r", Phase.TESTING);
        assertEquals("none", shelf(story));
    }

    @Test
    void another_question_and_an_end_are_changes_too() {
        var story = asks().notes(UNTIL_IT_CHANGES);
        story.at(3).unblocks("r", "q1").blocks("r", "q2", BlockReason.USER_INPUT);
        assertEquals("none", shelf(story));
        assertEquals("none", shelf(asks().notes(UNTIL_IT_CHANGES).at(3).ends("r", Outcome.FAILED)));
    }

    @Test
    void another_question_in_the_same_wait_brings_it_back_and_the_same_one_said_again_does_not() {
        for (var note : List.of(
                UNTIL_IT_CHANGES,
                new OperatorNote.Acknowledged(),
                new OperatorNote.Dismissed(),
                new OperatorNote.Snoozed(Optional.of(Story.minute(60))))) {
            for (var block : List.of("q1", BlockId.UNNAMED.text())) {
                var story = new Story().opens("r").at(1).asks("r", block, "rm -r a?");
                story.at(2).notes(note);
                var shelf = shelf(story);
                story.at(3).asks("r", block, "rm -r a?");
                assertEquals(shelf, shelf(story), "said again");
                story.at(4).asks("r", block, "rm -r b?");
                assertEquals("none", shelf(story), "another question");
                story.at(5).asks("r", block, "rm -r a?");
                assertEquals("none", shelf(story), "the first once more, after another");
                story.at(6).notes(note);
                assertEquals(shelf, shelf(story), "put there again");
            }
        }
    }

    @Test
    void what_a_second_run_asks_meanwhile_brings_it_back_though_the_first_still_waits() {
        var story = asks().notes(new OperatorNote.Dismissed());
        story.at(3).opens("other").at(4).asks("other", "q2", "and this?");
        assertEquals("none", shelf(story));
    }

    @Test
    void other_blanks_and_a_wait_told_again_without_words_ask_nothing_new() {
        var story = new Story()
                .opens("r")
                .at(1)
                .asks("r", "-", "Which branch?")
                .at(2)
                .notes(UNTIL_IT_CHANGES);
        assertEquals("snoozed", shelf(story.at(3).asks("r", "-", "Which   branch? ")));
        var wordless = new Fact.RunBlocked(
                Story.run("r"),
                BlockId.UNNAMED,
                BlockReason.APPROVAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertEquals("snoozed", shelf(story.at(4).tell(wordless)));
        assertEquals("none", shelf(story.at(5).asks("r", "-", "Which tag?")));
    }

    @Test
    void a_thousand_different_questions_are_known_by_the_newest() {
        var story = new Story().opens("r");
        for (var i = 1; i <= 1_000; i++) story.at(i).asks("r", "-", "number " + i);
        story.notes(UNTIL_IT_CHANGES);
        assertEquals("snoozed", shelf(story));
        assertEquals("none", shelf(story.at(1_001).asks("r", "-", "number 1")));
    }

    @Test
    void a_change_stays_one_when_a_run_goes_on_with_what_it_had_begun_before() {
        var story = new Story()
                .opens("other")
                .does("other", Phase.EDITING)
                .at(1)
                .opens("r")
                .blocks("r", "q1", BlockReason.USER_INPUT)
                .at(2)
                .notes(UNTIL_IT_CHANGES);
        assertEquals("snoozed", shelf(story));
        story.at(3).unblocks("r", "q1").does("r", Phase.TESTING).at(4).ends("r", Outcome.SUCCEEDED);
        assertEquals(Phase.EDITING, story.phase());
        assertEquals("none", shelf(story));
    }

    @Test
    void the_order_in_which_it_is_heard_does_not_matter() {
        var story = asks().asks("r", "q1", "which?").notes(UNTIL_IT_CHANGES).at(3);
        story.asks("r", "q1", "which one?").at(4).unblocks("r", "q1").does("r", Phase.TESTING);
        var random = new Random(5);
        for (var round = 0; round < 50; round++) {
            var events = new ArrayList<>(story.events());
            Collections.shuffle(events, random);
            assertEquals(story.sitrep(), Sitrep.of(Story.fold(events)));
        }
    }
}
