package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import org.junit.jupiter.api.Test;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** Since when a task is in its phase. */
class SinceTest {

    @Test
    void sayingTheSamePhaseAgainDoesNotMoveIt() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .does("a", Phase.TESTING)
                .at(2)
                .does("a", Phase.TESTING);
        assertEquals(minute(1), story.since());
    }

    @Test
    void openingTheRunAgainInTheSamePhaseDoesNotMoveIt() {
        var story = new Story().at(0).opens("a").from("other").at(1).opens("a");
        assertEquals(minute(0), story.since());
    }

    @Test
    void aPhaseLeftAndTakenUpAgainBeginsAnew() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .does("a", Phase.TESTING)
                .at(2)
                .does("a", Phase.EDITING);
        assertEquals(minute(3), story.at(3).does("a", Phase.TESTING).since());
    }

    @Test
    void afterAnApprovalItIsWhenThatWasGiven() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(2).blocks("a", "push", BlockReason.APPROVAL).at(8).unblocks("a", "push");
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(minute(8), story.since());
    }

    @Test
    void newsThatArrivesLateMovesItBack() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(5)
                .does("a", Phase.TESTING)
                .at(3)
                .does("a", Phase.TESTING);
        assertEquals(minute(3), story.since());
        assertEquals(minute(5), story.at(4).does("a", Phase.EDITING).since());
    }

    @Test
    void itIsRightForARunThatChangedMoreOftenThanIsKept() {
        var story = new Story().at(0).opens("a");
        for (var i = 1; i <= 10 * Limits.MARKS; i++) {
            story.at(i).does("a", i % 2 == 0 ? Phase.TESTING : Phase.EDITING);
        }
        assertEquals(minute(10 * Limits.MARKS), story.since());
    }

    @Test
    void forAProcessWhoseChildrenEndedItIsWhenTheyDid() {
        var story = new Story().at(0).opensOn(WorkerKind.PROCESS, "a").at(1).opensFor("a", "b");
        story.at(2).blocks("a", "kids", BlockReason.SUBAGENT).at(6).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(minute(6), story.since());
    }
}
