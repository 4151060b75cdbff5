package sitrep.core.moment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verb;

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
                    case Moment.StallBegan it -> " silent since " + minute(it.since()) + until(it.until());
                    case Moment.StallEnded it ->
                        " since " + minute(it.since()) + (it.isCleared() ? " cleared" : " with its end");
                    case Moment.LossBegan it -> " until " + minute(it.until());
                    case Moment.LossEnded it -> " since " + minute(it.since()) + ": " + it.how();
                    case Moment.Acted(var receipt) -> ": " + receipt.spoken();
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
                List.of("0 began", "12 a stall_began silent since 1 until 15", "15 a stall_ended since 12 cleared"),
                told(story, 0, 60));
    }

    @Test
    void eachSuspicionIsToldAndOneThatLastedToTheEndIsOverWithIt() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.TESTING);
        story.at(12).suspects("a", 1).at(15).ours(new Fact.StallCleared(Story.run("a")));
        story.at(30).suspects("a", 15).at(31).suspects("a", 15).at(40).ends("a", Outcome.FAILED);
        assertEquals(
                List.of(
                        "0 began",
                        "12 a stall_began silent since 1 until 15",
                        "15 a stall_ended since 12 cleared",
                        "30 a stall_began silent since 15 until 40",
                        "40 ended failed began 0",
                        "40 a stall_ended since 30 with its end"),
                told(story, 0, 60));
    }

    @Test
    void whatWasTakenForLostAndWasNotIsToldWithWhenItWasHeardAgain() {
        var story = new Story().at(0).opens("a");
        story.at(10).ours(new Fact.RunEnded(Story.run("a"), Outcome.LOST, Optional.of("no sign of it")));
        assertEquals(List.of("0 began", "10 ended lost began 0"), told(story, 0, 60));
        story.at(22).ours(new Fact.RunReturned(Story.run("a"), Duration.ofMinutes(12)));
        assertEquals(
                List.of(
                        "0 began",
                        "10 a loss_began until 22",
                        "22 a loss_ended since 10: Heard again 12m after it was given up for lost"),
                told(story, 0, 60));
    }

    @Test
    void whatWasAskedOfItsSourceIsToldWithWhatCameOfIt() {
        var story = new Story().at(0).opens("a").at(1).asks("a", "push", "git push");
        asks(story.at(2), "act-1", Verb.APPROVE);
        story.at(2.1).tell(answered("act-1", ActStage.REFUSED, "it was denied"));
        asks(story.at(3), "act-2", Verb.DENY);
        story.at(3.1).tell(answered("act-2", ActStage.TAKEN, "denied")).at(3.2).unblocks("a", "push");
        assertEquals(
                List.of(
                        "0 began",
                        "1 a wait_began approval until 3",
                        "2 a act: Dana tried to approve it; the source refused: it was denied",
                        "3 a act: Dana denied it: the question is gone",
                        "3 a wait_ended approval since 1"),
                told(story, 0, 60));
        assertEquals(
                List.of("2 a act", "3 a act"),
                TaskMoments.beside(story.known()).stream()
                        .map(one -> minute(one.at()) + " a " + one.what().kind().word())
                        .toList());
    }

    /** What was asked of a task that had ended is told when it was. */
    @Test
    void anActAfterTheEndIsToldAtItsTime() {
        var story = new Story().at(0).opens("a").at(5).ends("a", Outcome.FAILED);
        asks(story.at(90), "act-1", Verb.RETRY);
        assertEquals(List.of("90 a act: Dana asked to have it run again; it is not sent yet"), told(story, 60, 120));
    }

    @Test
    void ofManyThereAreTheNewest() {
        var story = new Story().at(0).opens("a");
        for (var i = 1; i <= 2 * Limits.MOMENTS; i++) {
            asks(story.at(i), "act-%03d".formatted(i), Verb.STEER);
            if (i % 4 == 0) story.at(i).suspects("a", i - 1).at(i + 0.5).ours(new Fact.StallCleared(Story.run("a")));
        }
        var moments = TaskMoments.beside(story.known());
        assertEquals(Limits.MOMENTS, moments.size());
        assertEquals(2 * Limits.MOMENTS, minute(moments.getLast().at()));
        assertEquals(List.of(), TaskMoments.beside(new Story().at(0).opens("a").known()));
    }

    private static void asks(Story story, String act, Verb verb) {
        story.tell(new ActFact.Asked(
                new ActId(act),
                verb,
                Optional.of(Story.run("a")),
                Optional.of(new BlockId("push")).filter(_ -> verb.isOfBlock()),
                Optional.empty(),
                Optional.of("Dana"),
                Channel.PAGE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static ActFact answered(String act, ActStage stage, String how) {
        return new ActFact.Answered(new ActId(act), stage, Optional.of(how));
    }
}
