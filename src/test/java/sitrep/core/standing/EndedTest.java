package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.core.task.Story.minute;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.Why;

/** Rule 1: a task ends when its source says so, or when every root run has ended and no newer one was opened. */
public class EndedTest {

    @Test
    void aTaskIsQueuedUntilARunIsHeardOf() {
        var story = new Story().at(0).task("Nightly build");
        assertEquals(Phase.QUEUED, story.phase());
        assertEquals(minute(0), story.since());
        assertEquals(Attention.QUEUED, story.attention());
    }

    @Test
    void aTaskThatItsSourceEndedIsDoneEvenIfARunSaidNothing() {
        var story = new Story().at(0).opens("a").at(5).taskEnds(Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(minute(5), story.since());
        assertEquals(Rule.TASK_ENDED, story.rule());
        assertEquals(Phase.DONE, story.view("a").phase().value());
        assertEquals(Rule.ENDED_WITH_TASK, story.view("a").phase().because().rule());
    }

    @Test
    void aTaskIsDoneOnceEveryRootRunHasEnded() {
        var story = new Story().at(0).opens("a").opens("b").at(3).ends("a", Outcome.SUCCEEDED);
        assertEquals(Phase.STARTING, story.phase());
        story.at(4).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(Rule.ROOT_RUNS_ENDED, story.rule());
    }

    @Test
    void aChildThatEndedDoesNotEndItsTask() {
        var story = new Story().at(0).opens("a").at(1).opensFor("a", "b").at(2).ends("b", Outcome.FAILED);
        assertEquals(Phase.SUMMARIZING, story.phase());
        assertEquals(Optional.empty(), story.sitrep().outcome());
    }

    @Test
    void anOperatorCanTakeBackTheirOwnMarkThatItWasReportedButNoDelivery() {
        var story = new Story().at(0).opens("a").at(5).ends("a", Outcome.SUCCEEDED);
        story.at(6).from(Event.OPERATOR).reported("Dana").from("witness");
        assertEquals(Attention.SETTLED, story.attention());
        story.at(7).notes(new OperatorNote.Restored());
        assertEquals(Attention.UNREPORTED, story.attention());
        story.at(8).reported("#release").at(9).notes(new OperatorNote.Restored());
        assertEquals(Attention.SETTLED, story.attention());
    }

    @Test
    void aNewerRunReopensAnEndedTask() {
        var story = new Story().at(0).opens("a").at(5).ends("a", Outcome.FAILED).taskEnds(Outcome.FAILED);
        story.at(9).opens("b");
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(Optional.empty(), story.sitrep().outcome());
    }

    @Test
    void nothingElseReopensAnEndedTask() {
        var story = new Story().at(0).opens("a").at(5).taskEnds(Outcome.FAILED);
        story.at(6).does("a", Phase.TESTING).says("a", "still here");
        story.at(7).taskEnds(Outcome.SUCCEEDED).task("A better name");
        assertEquals(Phase.FAILED, story.phase());
        assertEquals(minute(5), story.since());
        assertEquals(Optional.empty(), story.sitrep().block());
    }

    @Test
    void theWorstOutcomeOfRootRunsSideBySideCounts() {
        var story = new Story().at(0).opens("a").opens("b").opens("c");
        story.at(3).ends("a", Outcome.SUCCEEDED).ends("b", Outcome.TIMED_OUT).ends("c", Outcome.CANCELLED);
        assertEquals(Outcome.TIMED_OUT, story.sitrep().outcome().orElseThrow().value());
        assertEquals(Phase.FAILED, story.phase());
    }

    @Test
    void anAttemptMadeAfterAnotherEndedReplacesIt() {
        var story = new Story().at(0).opens("a").at(3).ends("a", Outcome.FAILED);
        story.at(4).opens("b").at(8).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(minute(8), story.since());
    }

    @Test
    void aLostRunYieldsToARealOutcome() {
        var story = new Story().at(0).opens("a").at(9).ours(lost("a"));
        assertEquals(Outcome.LOST, story.sitrep().outcome().orElseThrow().value());
        story.at(6).ends("a", Outcome.SUCCEEDED);
        assertEquals(Outcome.SUCCEEDED, story.sitrep().outcome().orElseThrow().value());
        assertEquals(minute(6), story.since());
    }

    @Test
    void aRunThatWeGaveUpLivesAgainOnceItIsHeardAndItsRealOutcomeCounts() {
        var story = new Story().at(0).opens("a").does("a", Phase.TESTING).at(9).ours(lost("a"));
        story.at(20).ours(new Fact.RunReturned(Story.run("a"), Duration.ofMinutes(11)));
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Optional.empty(), story.sitrep().outcome());
        assertEquals(
                "Heard again 11m after it was given up for lost",
                story.sitrep().update().orElseThrow().value().text());
        assertTrue(story.sitrep().phase().because().numbers().containsKey("returned"));
        story.at(30).ends("a", Outcome.FAILED);
        assertEquals(Outcome.FAILED, story.sitrep().outcome().orElseThrow().value());
        assertEquals(Map.of(), story.sitrep().outcome().orElseThrow().because().numbers());
    }

    @Test
    void aRunMayBeGivenUpAgainAndReturnAgain() {
        var story = new Story().at(0).opens("a");
        for (var i = 1; i < 4; i++) {
            story.at(10 * i).ours(lost("a"));
            assertEquals(minute(10 * i), story.since());
            story.at(10 * i + 5).ours(new Fact.RunReturned(Story.run("a"), Duration.ofMinutes(5)));
            assertEquals(Phase.STARTING, story.phase());
        }
    }

    @Test
    void aReturnTakesBackOurOwnGuessOnlyNeverTheWordOfASource() {
        var story =
                new Story().at(0).opens("a").at(5).ends("a", Outcome.LOST).at(9).ours(lost("a"));
        story.at(20).ours(new Fact.RunReturned(Story.run("a"), Duration.ofMinutes(11)));
        assertEquals(Outcome.LOST, story.sitrep().outcome().orElseThrow().value());
        assertEquals(minute(5), story.since());
    }

    @Test
    void betweenRealOutcomesTheEarliestStands() {
        var story = new Story().at(0).opens("a").at(6).ends("a", Outcome.FAILED);
        story.at(7).ends("a", Outcome.SUCCEEDED).at(5).ends("a", Outcome.CANCELLED);
        assertEquals(Outcome.CANCELLED, story.sitrep().outcome().orElseThrow().value());
        assertEquals(Optional.of(minute(5)), story.sitrep().ended().map(Shown::value));
    }

    @Test
    void whoeverSaidThatARunEndedOtherwiseIsNamed() {
        var story = new Story().at(0).opens("a").at(3).ends("a", Outcome.SUCCEEDED);
        assertEquals(Optional.empty(), dissent(story));
        story.from("other").at(4).ends("a", Outcome.SUCCEEDED);
        assertEquals(Optional.empty(), dissent(story));
        story.from("third").at(5).ends("a", Outcome.FAILED).at(6).ends("a", Outcome.CANCELLED);
        assertEquals(Outcome.SUCCEEDED, story.sitrep().outcome().orElseThrow().value());
        var said = dissent(story).orElseThrow();
        assertTrue(said.startsWith("third said failed at 2026-11-22T10:05:00Z (event "), said);
        assertTrue(!said.contains("cancelled"), said);
        assertEquals(
                Optional.of(said),
                Optional.ofNullable(reason(story, "runs.a.outcome").numbers().get("dissent")));
    }

    @Test
    void whatWeGaveUpForLostIsToldBesideWhatItsSourceSaid() {
        var story = new Story().at(0).opens("a").at(9).ours(lost("a")).at(10).ends("a", Outcome.SUCCEEDED);
        var said = dissent(story).orElseThrow();
        assertTrue(said.startsWith(Event.OURS + " said lost at 2026-11-22T10:09:00Z"), said);
    }

    @Test
    void whoeverSaidThatATaskEndedOtherwiseIsNamedUnlessItWasReopenedSince() {
        var story = new Story().at(0).opens("a").at(3).taskEnds(Outcome.FAILED);
        story.from("other").at(4).taskEnds(Outcome.SUCCEEDED);
        assertTrue(dissent(story).orElseThrow().startsWith("other said succeeded at "));
        story.at(6).opens("b").at(7).taskEnds(Outcome.SUCCEEDED);
        assertEquals(Optional.empty(), dissent(story));
    }

    @Test
    void ofManySourcesTheEarliestAreKeptWhateverTheOrder() {
        var story = new Story().at(0).opens("a");
        for (var minute = 20; minute > 5; minute--) {
            story.from("s" + minute).at(minute).ends("a", minute == 6 ? Outcome.SUCCEEDED : Outcome.FAILED);
        }
        assertEquals(Outcome.SUCCEEDED, story.sitrep().outcome().orElseThrow().value());
        var said = dissent(story).orElseThrow();
        assertTrue(said.contains("s20 ") && said.contains("s7 "), said);
    }

    private static Optional<String> dissent(Story story) {
        return Optional.ofNullable(reason(story, "outcome").numbers().get("dissent"));
    }

    private static Because reason(Story story, String field) {
        return Why.of(story.known()).get(field);
    }

    @Test
    void everyOutcomeButSuccessIsAFailure() {
        for (var outcome : Outcome.values()) {
            var phase = new Story().at(0).opens("a").at(1).ends("a", outcome).phase();
            assertEquals(outcome == Outcome.SUCCEEDED ? Phase.DONE : Phase.FAILED, phase);
        }
    }

    public static Fact lost(String run) {
        return new Fact.RunEnded(Story.run(run), Outcome.LOST, Optional.of("No sign of life."));
    }

    @Test
    void runsSideBySideAreOverWhenTheLastOfThemIs() {
        var story = new Story().at(0).opens("a").opens("b").at(3).ends("a", Outcome.FAILED);
        story.at(9).ends("b", Outcome.SUCCEEDED);
        assertEquals(Outcome.FAILED, story.sitrep().outcome().orElseThrow().value());
        assertEquals(minute(9), story.since());
        assertEquals(Optional.of(minute(9)), story.sitrep().ended().map(Shown::value));
        var evidence = story.sitrep().phase().because().evidence();
        assertEquals(
                List.of(minute(3), minute(9)), evidence.stream().map(Stamp::at).toList());
    }

    @Test
    void aRunGivenUpByAClockBehindItsSourcesHasEndedAllTheSame() {
        var story = new Story().at(30).opens("a").at(20).ours(lost("a"));
        assertEquals(Phase.FAILED, story.phase());
        assertEquals(Outcome.LOST, story.sitrep().outcome().orElseThrow().value());
    }

    @Test
    void howeverOftenASourceSaysThatATaskEndedTheFirstTimeStands() {
        var story = new Story().at(0).opens("a").at(5).taskEnds(Outcome.FAILED);
        for (var i = 6; i < 100; i++) {
            story.at(i).taskEnds(Outcome.SUCCEEDED).taskEnds(Outcome.LOST);
        }
        assertEquals(Phase.FAILED, story.phase());
        assertEquals(minute(5), story.since());
    }
}
