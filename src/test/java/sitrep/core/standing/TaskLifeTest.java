package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** A task's life: one phase at a time, whatever its runs do side by side. */
class TaskLifeTest {

    private static List<String> told(Story story) {
        return TaskLife.of(story.known()).stretches().stream()
                .map(one -> one.phase().word()
                        + one.reason().map(reason -> " for " + reason.word()).orElse("")
                        + " from " + minutes(one.from())
                        + one.to().map(to -> " to " + minutes(to)).orElse(""))
                .toList();
    }

    private static long minutes(Instant time) {
        return Duration.between(Story.TEN, time).toMinutes();
    }

    @Test
    void untilItsFirstRunItIsInTheQueueAndAtItsEndItStops() {
        var story = new Story().at(0).task("Nightly build");
        assertEquals(List.of("queued from 0"), told(story));
        story.at(3).opens("a").at(4).does("a", Phase.TESTING).at(9).ends("a", Outcome.SUCCEEDED);
        assertEquals(List.of("queued from 0 to 3", "starting from 3 to 4", "testing from 4 to 9"), told(story));
    }

    @Test
    void aChildIsTheNewsWhileItsParentWaitsForIt() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.PLANNING);
        story.at(2).blocks("a", "child", BlockReason.SUBAGENT).opensFor("a", "b");
        story.at(3).does("b", Phase.EDITING).at(8).ends("b", Outcome.SUCCEEDED);
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "planning from 1 to 2",
                        "starting from 2 to 3",
                        "editing from 3 to 8",
                        "waiting_dependency for subagent from 8"),
                told(story));
    }

    @Test
    void aWaitForAPersonCountsBeforeWhatOthersDoMeanwhile() {
        var story = new Story().at(0).opens("a").opens("b").at(1).does("a", Phase.TESTING);
        story.at(2).blocks("b", "push", BlockReason.APPROVAL).at(4).does("a", Phase.EDITING);
        story.at(7).unblocks("b", "push").ends("b", Outcome.SUCCEEDED);
        assertEquals(
                List.of(
                        "starting from 0 to 1",
                        "testing from 1 to 2",
                        "waiting_approval for approval from 2 to 7",
                        "editing from 7"),
                told(story));
    }

    @Test
    void betweenTwoRunsItStoodAsTheFirstHadEnded() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(2)
                .ends("a", Outcome.FAILED)
                .at(6)
                .opens("b");
        assertEquals(List.of("starting from 0 to 2", "failed from 2 to 6", "starting from 6"), told(story));
    }

    @Test
    void aReplacedAttemptIsOverWithItsLastSign() {
        var story = new Story()
                .at(0)
                .attempts("a", "verify", 1)
                .at(3)
                .does("a", Phase.TESTING)
                .at(4)
                .does("a", Phase.TESTING);
        story.at(9).attempts("b", "verify", 2).at(10).does("b", Phase.EDITING);
        assertEquals(
                List.of(
                        "starting from 0 to 3",
                        "testing from 3 to 4",
                        "failed from 4 to 9",
                        "starting from 9 to 10",
                        "editing from 10"),
                told(story));
    }

    @Test
    void whatItSpentComesToItsWholeLife() {
        var story = new Story().at(0).opens("a").at(5).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(25).unblocks("a", "ask").at(26).blocks("a", "ci", BlockReason.EXTERNAL_API);
        story.at(29).unblocks("a", "ci").at(30).ends("a", Outcome.SUCCEEDED);
        var life = TaskLife.of(story.known());
        assertEquals(
                Map.of(
                        Phase.STARTING, Duration.ofMinutes(7),
                        Phase.WAITING_USER, Duration.ofMinutes(20),
                        Phase.WAITING_DEPENDENCY, Duration.ofMinutes(3)),
                life.phases(Story.minute(30)));
        assertEquals(
                Map.of(
                        BlockReason.USER_INPUT, Duration.ofMinutes(20),
                        BlockReason.EXTERNAL_API, Duration.ofMinutes(3)),
                life.waits(Story.minute(30)));
    }

    @Test
    void aTaskThatEndedAsSoonAsItWasHeardOfHasNoLife() {
        var story = new Story().at(0).opens("a").ends("a", Outcome.SUCCEEDED);
        assertEquals(List.of(), told(story));
    }
}
