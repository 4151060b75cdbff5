package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.BlockId;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/** Blocks: named ones are closed by name, the unnamed one also by the next phase. */
class BlocksTest {

    @Test
    void theNextPhaseClosesTheUnnamedBlock() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", BlockReason.USER_INPUT);
        story.at(2).does("a", Phase.EDITING);
        assertEquals(Phase.EDITING, story.phase());
        assertEquals(minute(2), story.since());
    }

    @Test
    void theNextPhaseDoesNotCloseANamedBlock() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(2).does("a", Phase.EDITING);
        assertEquals(Phase.WAITING_USER, story.phase());
        assertEquals(Phase.EDITING, story.at(3).unblocks("a", "ask").phase());
    }

    @Test
    void newsAndHeartbeatsCloseNoBlock() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", BlockReason.USER_INPUT);
        story.at(2).says("a", "still here").beats("a").counts("a", 1, 2);
        assertEquals(Phase.WAITING_USER, story.phase());
    }

    @Test
    void theUnnamedBlockCanBeClosedOutright() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", BlockReason.USER_INPUT);
        assertEquals(
                Phase.STARTING,
                story.at(2).unblocks("a", BlockId.UNNAMED.text()).phase());
    }

    @Test
    void aBlockThatIsClosedBeforeItsOpeningArrivesIsClosed() {
        var story = new Story().at(0).opens("a").at(3).unblocks("a", "ask");
        story.at(2).blocks("a", "ask", BlockReason.USER_INPUT);
        assertEquals(Phase.STARTING, story.phase());
    }

    @Test
    void closingABlockThatWasNeverOpenedIsNothingToShow() {
        var story = new Story().at(0).opens("a").at(3).unblocks("a", "ask");
        assertEquals(Optional.empty(), story.sitrep().block());
    }

    @Test
    void aBlockSaidAgainHasTheNewestWordsAndTheFirstTime() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(2).blocks("a", "ask", BlockReason.CONFIRMATION);
        var block = story.sitrep().block().orElseThrow().value();
        assertEquals(BlockReason.CONFIRMATION, block.reason());
        assertEquals(minute(1), block.since());
    }

    @Test
    void aBlockThatBecomesOneOfAnotherPhaseHoldsAsThatSinceThen() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "x", BlockReason.EXTERNAL_API);
        story.at(2).blocks("a", "x", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(minute(2), story.since());
    }

    @Test
    void aBlockOpenedAgainHoldsSinceThen() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(2).unblocks("a", "ask").at(5).blocks("a", "ask", BlockReason.USER_INPUT);
        assertEquals(minute(5), story.since());
    }

    @Test
    void aBlockOpenedAgainAndSaidAgainHoldsSinceItWasOpenedAgain() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(2).unblocks("a", "ask");
        story.at(5).blocks("a", "ask", BlockReason.USER_INPUT).at(6).blocks("a", "ask", BlockReason.USER_INPUT);
        assertEquals(minute(5), story.since());
    }

    @Test
    void theUnnamedBlockOpenedAgainHoldsSinceThen() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", BlockReason.USER_INPUT);
        story.at(2).does("a", Phase.TESTING).at(7).blocks("a", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(minute(7), story.since());
        story.at(8).blocks("a", BlockReason.APPROVAL);
        assertEquals(minute(7), story.since());
    }

    @Test
    void aBlockNeverClosedIsNotDroppedForOnesThatWere() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        for (var i = 0; i < 2 * Limits.BLOCKS; i++) {
            story.at(2 + i).blocks("a", "b" + i, BlockReason.APPROVAL).unblocks("a", "b" + i);
        }
        assertEquals("ask", story.sitrep().block().orElseThrow().value().id());
    }
}
