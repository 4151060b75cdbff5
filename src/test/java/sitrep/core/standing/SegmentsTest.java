package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** A run's timeline. */
class SegmentsTest {

    private static List<String> timeline(Story story) {
        return story.view("a").segments().stream().map(SegmentsTest::spoken).toList();
    }

    private static String spoken(Segment segment) {
        var to = segment.to().map(time -> " to " + minutes(time)).orElse("");
        return segment.phase().word() + " from " + minutes(segment.from()) + to;
    }

    private static long minutes(Instant time) {
        return Duration.between(Story.TEN, time).toMinutes();
    }

    @Test
    void itTellsTheLifeOfARunFromItsFirstSignToItsEnd() {
        var story = new Story()
                .at(0)
                .queues("a")
                .at(1)
                .does("a", Phase.STARTING)
                .at(2)
                .does("a", Phase.EDITING);
        assertEquals(List.of("queued from 0 to 1", "starting from 1 to 2", "editing from 2"), timeline(story));
        story.at(5).does("a", Phase.EDITING).at(7).ends("a", Outcome.FAILED);
        assertEquals(
                List.of("queued from 0 to 1", "starting from 1 to 2", "editing from 2 to 7", "failed from 7"),
                timeline(story));
    }

    @Test
    void aBlockInterruptsIt() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(2).blocks("a", "push", BlockReason.APPROVAL).at(8).unblocks("a", "push");
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "testing from 1 to 2",
                        "waiting_approval from 2 to 8",
                        "testing from 8"),
                timeline(story));
    }

    @Test
    void aBlockSaidSeveralTimesInterruptsItFromTheFirst() {
        var story = new Story().at(0).opens("a").at(2).blocks("a", "push", BlockReason.APPROVAL);
        story.at(5).blocks("a", "push", BlockReason.APPROVAL).at(8).unblocks("a", "push");
        assertEquals(
                List.of("starting from 0 to 2", "waiting_approval from 2 to 8", "starting from 8"), timeline(story));
    }

    @Test
    void aBlockOpenedAgainInterruptsItTwice() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(2)
                .unblocks("a", "ask")
                .at(4)
                .blocks("a", "ask", BlockReason.APPROVAL)
                .at(5)
                .unblocks("a", "ask");
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "waiting_user from 1 to 2",
                        "starting from 2 to 4",
                        "waiting_approval from 4 to 5",
                        "starting from 5"),
                timeline(story));
    }

    @Test
    void theUnnamedBlockInterruptsItEachTime() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", BlockReason.USER_INPUT);
        story.at(2)
                .does("a", Phase.TESTING)
                .at(4)
                .blocks("a", BlockReason.USER_INPUT)
                .at(6)
                .does("a", Phase.TESTING);
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "waiting_user from 1 to 2",
                        "testing from 2 to 4",
                        "waiting_user from 4 to 6",
                        "testing from 6"),
                timeline(story));
    }

    @Test
    void blocksForAPersonCoverTheOthers() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "api", BlockReason.EXTERNAL_API);
        story.at(2).blocks("a", "ask", BlockReason.USER_INPUT).at(3).unblocks("a", "ask");
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "waiting_dependency from 1 to 2",
                        "waiting_user from 2 to 3",
                        "waiting_dependency from 3"),
                timeline(story));
    }

    @Test
    void aSuspicionShowsWhileItHoldsAndLeavesNoTraceOnceRefuted() {
        var story = new Story().at(0).opens("a").at(8).suspects("a", 0);
        assertEquals(List.of("starting from 0 to 8", "stalled from 8"), timeline(story));
        assertEquals(List.of("starting from 0"), timeline(story.at(9).beats("a")));
    }

    @Test
    void aRunThatEndedWithItsTaskEndsThere() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(3)
                .taskEnds(Outcome.SUCCEEDED)
                .at(3.1)
                .does("a", Phase.TESTING);
        assertEquals(List.of("starting from 0 to 3", "done from 3"), timeline(story));
    }
}
