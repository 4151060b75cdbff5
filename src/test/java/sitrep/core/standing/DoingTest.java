package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Progress;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** Rule 4: else it is in the phase of the live leaf run that spoke last. */
class DoingTest {

    @Test
    void theLeafThatSpokeLastIsTheNews() {
        var story = new Story().at(0).opens("a").opens("b").at(2).does("a", Phase.TESTING);
        story.at(3).does("b", Phase.EDITING);
        assertEquals(Phase.EDITING, story.phase());
        story.at(4).says("a", "913 tests, 0 failures");
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(minute(2), story.since());
        assertEquals(Rule.SPOKE_LAST, story.rule());
    }

    @Test
    void aParentOfALivingChildIsNotTheNews() {
        var story = new Story().at(0).opens("a").at(1).opensFor("a", "b").does("b", Phase.TESTING);
        story.at(2).does("a", Phase.PLANNING);
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Phase.PLANNING, story.view("a").phase().value());
    }

    @Test
    void aGrandparentOfALivingChildIsNotTheNews() {
        var story = new Story().at(0).opens("a").at(1).opensFor("a", "b").at(2).opensFor("b", "c");
        story.at(3).ends("b", Outcome.SUCCEEDED).at(4).does("a", Phase.PLANNING);
        assertEquals(Phase.STARTING, story.phase());
    }

    @Test
    void aRunThatNeverSaidWhatItDoesIsStarting() {
        var story = new Story().at(3).says("a", "hello");
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(minute(3), story.since());
        assertEquals(Rule.NOT_SAID_YET, story.rule());
    }

    @Test
    void aRunThatIsItsOwnAncestorIsARoot() {
        var story = new Story()
                .at(0)
                .opensFor("c", "a")
                .at(1)
                .opensFor("a", "b")
                .at(2)
                .opensFor("b", "c");
        assertEquals(Optional.of(Story.run("c")), story.view("a").parent());
        assertEquals(Optional.of(Story.run("a")), story.view("b").parent());
        assertEquals(Optional.empty(), story.view("c").parent());
        assertEquals(Phase.STARTING, story.phase());
        assertEquals(Phase.STARTING, story.at(3).ends("c", Outcome.SUCCEEDED).phase(), "what it started lives");
        story.ends("a", Outcome.SUCCEEDED).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void aParentThatWasNeverHeardOfMakesNoChild() {
        var story = new Story().at(0).opensFor("nobody", "a").at(2).ends("a", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void theExecutorIsTheWorkerOfTheRunThatThePhaseIsAbout() {
        var story = new Story().at(0).opensOn(WorkerKind.MAIN, "a").at(1).opensOn(WorkerKind.PROCESS, "b");
        var executor = story.sitrep().executor().orElseThrow();
        assertEquals("w-b", executor.value().worker().text());
        assertEquals(WorkerKind.PROCESS, executor.value().kind());
        story.at(2).does("a", Phase.EDITING);
        assertEquals(
                "w-a", story.sitrep().executor().orElseThrow().value().worker().text());
    }

    @Test
    void progressIsThatOfTheRunThatThePhaseIsAboutOrElseTheNewest() {
        var story = new Story()
                .at(0)
                .opens("a")
                .opens("b")
                .at(1)
                .counts("a", 1, 9)
                .at(2)
                .counts("b", 2, 9);
        assertEquals(new Progress(2, 9), story.sitrep().progress().orElseThrow().value());
        story.at(3).says("a", "hm");
        assertEquals(new Progress(1, 9), story.sitrep().progress().orElseThrow().value());
        story.at(4).opens("c");
        assertEquals(new Progress(2, 9), story.sitrep().progress().orElseThrow().value());
    }

    @Test
    void theLatestUpdateIsTheNewestOfAnyRun() {
        var story = new Story()
                .at(0)
                .opens("a")
                .opens("b")
                .at(4)
                .says("a", "newest")
                .at(3)
                .says("b", "late");
        var latest = story.sitrep().update().orElseThrow().value();
        assertEquals(new Sitrep.Latest("newest", minute(4), Optional.of(Story.run("a"))), latest);
    }

    @Test
    void aRunStillInTheQueueIsNotTheNewsWhileAnotherWorks() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .does("a", Phase.TESTING)
                .at(2)
                .queues("b");
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Attention.WORKING, story.attention());
        assertEquals(Phase.QUEUED, new Story().at(2).queues("b").phase());
    }
}
