package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/** Rule 3: a task is stalled when a live leaf run is, and no other live leaf is making progress. */
class StalledTest {

    private static Story silent() {
        return new Story().at(0).opens("a").opens("b").at(8).suspects("a", 0);
    }

    @Test
    void aTaskIsStalledWhenItsOnlyRunIs() {
        var story = new Story().at(0).opens("a").at(8).suspects("a", 0);
        assertEquals(Phase.STALLED, story.phase());
        assertEquals(minute(8), story.since());
        assertEquals(Attention.STUCK, story.attention());
        assertEquals(
                BlockReason.SUSPECTED_STALL,
                story.sitrep().block().orElseThrow().value().reason());
    }

    @Test
    void aSilenceIsAsOldAsTheLastSign() {
        var story = new Story().at(0).opens("a").at(8).suspects("a", 0);
        var block = story.sitrep().block().orElseThrow().value();
        assertEquals(minute(8), story.since());
        assertEquals(minute(0), block.since());
        assertEquals("Silent beyond 5m: the usual limit", block.text().orElseThrow());
    }

    @Test
    void aStallComesWithItsNumbers() {
        var numbers = new Story()
                .at(0)
                .opens("a")
                .at(8)
                .suspects("a", 0)
                .sitrep()
                .phase()
                .because()
                .numbers();
        assertEquals(
                Map.of(
                        "silentSince", "2026-11-22T10:00:00Z",
                        "limit", "5m",
                        "rule", "the usual limit",
                        "clears", "at the next that it says or does, or when it is seen at work"),
                numbers);
    }

    @Test
    void aTaskIsNotStalledWhileAnotherLeafMakesProgress() {
        var story = silent();
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(Phase.STALLED, story.view("a").phase().value());
        assertEquals(Attention.WORKING, story.attention());
    }

    @Test
    void waitingOrQueuedLeavesMakeNoProgress() {
        assertEquals(
                Phase.STALLED,
                silent().at(9).blocks("b", BlockReason.EXTERNAL_API).phase());
        assertEquals(
                Phase.STALLED,
                new Story().at(0).opens("a").queues("b").at(8).suspects("a", 0).phase());
    }

    @Test
    void aParentOfALivingChildIsNotStalledWhateverWasSuspected() {
        var story = new Story().at(0).opens("a").at(8).suspects("a", 0).at(9).opensFor("a", "b");
        assertEquals(Phase.STARTING, story.phase());
        assertEquals("b", story.detail().runs().getLast().id().text());
    }

    @Test
    void aPersonComesBeforeAStall() {
        assertEquals(
                Phase.WAITING_USER,
                silent().at(9).blocks("b", BlockReason.USER_INPUT).phase());
    }

    @Test
    void aSignOfLifeClearsASuspicion() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .does("a", Phase.EDITING)
                .at(8)
                .suspects("a", 1);
        assertEquals(Phase.STALLED, story.phase());
        story.at(9).beats("a");
        assertEquals(Phase.EDITING, story.phase());
        assertEquals(minute(1), story.since());
    }

    @Test
    void ourOwnWordClearsASuspicionButIsNoSignOfLife() {
        var story = new Story().at(0).opens("a").at(8).suspects("a", 0);
        assertEquals(minute(0), story.sitrep().lastUpdate().value());
        story.at(9).ours(new Fact.StallCleared(Story.run("a")));
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(minute(0), story.sitrep().lastUpdate().value());
        story.at(10).suspects("a", 0);
        assertEquals(Phase.STALLED, story.phase());
    }

    @Test
    void aSuspicionThatWasAlreadyRefutedWhenItCameCountsForNothing() {
        var story = new Story().at(0).opens("a").at(6).beats("a").at(8).suspects("a", 0);
        assertEquals(Phase.STARTING, story.phase());
    }
}
