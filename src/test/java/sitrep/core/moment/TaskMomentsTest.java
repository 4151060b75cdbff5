package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What happened to a task within a time. */
class TaskMomentsTest {

    private static List<String> told(Story story, double from, double until) {
        return TaskMoments.within(story.known(), Story.minute(from), Story.minute(until)).stream()
                .map(moment -> minute(moment.at()) + " "
                        + moment.run().map(run -> run.name() + " ").orElse("") + told(moment.what()))
                .toList();
    }

    private static String told(Moment.What what) {
        return what.kind().word()
                + switch (what) {
                    case Moment.Began _ -> "";
                    case Moment.GoesOn(var phase, var since) -> " " + phase.word() + " since " + minute(since);
                    case Moment.WaitBegan it -> " " + it.reason().word() + until(it.until());
                    case Moment.WaitEnded it -> " " + it.reason().word() + " since " + minute(it.since());
                    case Moment.StallBegan(var since, var until) -> " silent since " + minute(since) + until(until);
                    case Moment.StallEnded(var since) -> " since " + minute(since);
                    case Moment.TryFailed it -> " " + it.outcome().word();
                    case Moment.Ended it -> " " + it.outcome().word() + " began " + minute(it.began());
                };
    }

    private static String until(Optional<Instant> time) {
        return time.map(it -> " until " + minute(it)).orElse("");
    }

    private static long minute(Instant time) {
        return Duration.between(Story.TEN, time).toMinutes();
    }

    @Test
    void aWaitIsToldWhenItBeginsAndWhenItEnds() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(5).blocks("a", "push", BlockReason.APPROVAL).at(9).unblocks("a", "push");
        story.at(20).ends("a", Outcome.SUCCEEDED);
        assertEquals(
                List.of(
                        "0 began",
                        "5 a wait_began approval until 9",
                        "9 a wait_ended approval since 5",
                        "20 ended succeeded began 0"),
                told(story, 0, 60));
    }

    @Test
    void aTaskThatWasThereBeforeIsToldAtTheBeginningWithWhatItDid() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(5).blocks("a", "push", BlockReason.APPROVAL).at(9).unblocks("a", "push");
        story.at(20).ends("a", Outcome.FAILED);
        assertEquals(
                List.of("7 goes_on waiting_approval since 5", "9 a wait_ended approval since 5"), told(story, 7, 20));
        assertEquals(List.of("20 ended failed began 0"), told(story, 20, 21));
        assertEquals(List.of(), told(story, 21, 60));
        assertEquals(List.of("0 began"), told(story, 0, 5));
    }

    @Test
    void whatARunStillWaitedForIsOverWithTheRun() {
        var story = new Story().at(0).opens("a");
        story.at(5).blocks("a", "push", BlockReason.AUTH).at(8).ends("a", Outcome.CANCELLED);
        assertEquals(
                List.of(
                        "0 began",
                        "5 a wait_began auth until 8",
                        "8 ended cancelled began 0",
                        "8 a wait_ended auth since 5"),
                told(story, 0, 60));
    }

    @Test
    void eachTryThatFailedIsALineAndItsTasksEndIsNotToldTwice() {
        var story = new Story().at(0).attempts("t1", "verify", 1).at(3).ends("t1", Outcome.FAILED);
        story.at(4).attempts("t2", "verify", 2).at(9).ends("t2", Outcome.FAILED);
        assertEquals(List.of("0 began", "3 t1 try_failed failed", "9 ended failed began 0"), told(story, 0, 60));
    }

    @Test
    void aParentThatWaitsForItsChildIsNoNews() {
        var story = new Story().at(0).opens("a");
        story.at(2).blocks("a", "child", BlockReason.SUBAGENT).opensFor("a", "b");
        assertEquals(List.of("0 began"), told(story, 0, 60));
    }

    @Test
    void aSuspicionIsToldWithWhenItWasOver() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(12)
                .suspects("a", 1)
                .at(15)
                .ours(new Fact.StallCleared(Story.run("a")))
                .does("a", Phase.TESTING);
        assertEquals(
                List.of("0 began", "12 a stall_began silent since 1 until 15", "15 a stall_ended since 12"),
                told(story, 0, 60));
    }
}
