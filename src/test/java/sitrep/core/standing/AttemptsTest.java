package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.rule.Rule;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** Retries of one piece of work share a slot and count up; only the newest counts. */
class AttemptsTest {

    @Test
    void anOlderAttemptIsNoLongerTheNews() {
        var story = new Story().at(0).attempts("a1", "verify", 1).at(1).attempts("a2", "verify", 2);
        story.at(5).does("a2", Phase.TESTING).at(6).does("a1", Phase.EDITING);
        assertEquals(Phase.TESTING, story.phase());
    }

    @Test
    void anOlderAttemptWaitsForNobody() {
        var story = new Story().at(0).attempts("a1", "verify", 1).at(1).blocks("a1", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        story.at(2).attempts("a2", "verify", 2);
        assertEquals(Phase.STARTING, story.phase());
    }

    @Test
    void aTaskEndsWithItsNewestAttemptThoughAnOlderOneNeverSaidGoodbye() {
        var story = new Story().at(0).attempts("a1", "verify", 1).at(1).attempts("a2", "verify", 2);
        assertEquals(Phase.DONE, story.at(5).ends("a2", Outcome.SUCCEEDED).phase());
    }

    @Test
    void attemptsAtDifferentPiecesLiveSideBySide() {
        var story = new Story().at(0).attempts("a", "verify", 1).at(1).attempts("b", "deploy", 2);
        assertEquals(Phase.STARTING, story.at(5).ends("b", Outcome.SUCCEEDED).phase());
        assertEquals(Optional.empty(), story.sitrep().outcome());
    }

    @Test
    void theSameSlotUnderAnotherParentIsAnotherPiece() {
        var story = new Story().at(0).opens("p").opens("q").at(1).attemptsFor("p", "a", "verify", 1);
        story.at(2).attemptsFor("q", "b", "verify", 2).at(3).does("a", Phase.TESTING);
        assertEquals(Phase.TESTING, story.phase());
    }

    @Test
    void aNewerAttemptReplacesAllBeforeItThoughTheyShareANumber() {
        var story = new Story().at(0).attempts("a", "verify", 1).at(1).attempts("b", "verify", 1);
        story.at(2).attempts("c", "verify", 2).at(3).does("b", Phase.EDITING);
        assertEquals(Phase.DONE, story.at(5).ends("c", Outcome.SUCCEEDED).phase());
    }

    @Test
    void aNewerAttemptReplacesTheOutcomeOfAnOlderOneThatEndedLate() {
        var story = new Story().at(0).attempts("a1", "verify", 1).at(1).attempts("a2", "verify", 2);
        story.at(2).ends("a1", Outcome.FAILED).at(5).ends("a2", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void aChildThatWasReplacedIsNotGoneForItsParent() {
        var story = new Story().at(0).opens("p").at(1).attemptsFor("p", "a1", "verify", 1);
        story.at(2).attemptsFor("p", "a2", "verify", 2).at(5).ends("a2", Outcome.SUCCEEDED);
        story.at(6).ours(EndedTest.lost("a1"));
        assertEquals(Phase.SUMMARIZING, story.phase());
        assertEquals(minute(5), story.since());
    }

    @Test
    void aParentDoesNotWaitForAChildThatWasReplaced() {
        var story = new Story().at(0).opens("p").at(1).attemptsFor("p", "a1", "verify", 1);
        story.at(2).blocks("p", "kids", BlockReason.SUBAGENT).attemptsFor("p", "a2", "verify", 2);
        story.at(5).ends("a2", Outcome.SUCCEEDED);
        assertEquals(Rule.RESULT_WAITS, story.rule());
    }
}
