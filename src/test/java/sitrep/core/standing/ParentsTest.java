package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** Rules 4 and 5 for parents: they write up what their children did, or wait for a child that is gone. */
class ParentsTest {

    private static Story delegating(WorkerKind kind) {
        return new Story()
                .at(0)
                .opensOn(kind, "a")
                .at(1)
                .does("a", Phase.PLANNING)
                .at(2)
                .opensFor("a", "b");
    }

    @Test
    void aParentWhoseChildrenEndedIsWritingUp() {
        var story = delegating(WorkerKind.MAIN).at(6).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.SUMMARIZING, story.phase());
        assertEquals(minute(6), story.since());
        assertEquals(Rule.WRITING_UP, story.rule());
        assertEquals(Attention.WORKING, story.attention());
    }

    @Test
    void aParentDoesWhatItSaidSinceItsChildrenEnded() {
        var story = delegating(WorkerKind.MAIN)
                .at(6)
                .ends("b", Outcome.FAILED)
                .at(7)
                .does("a", Phase.EDITING);
        assertEquals(Phase.EDITING, story.phase());
        assertEquals(minute(7), story.since());
    }

    @Test
    void aProcessWritesNothingUp() {
        var story = delegating(WorkerKind.PROCESS).at(6).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.PLANNING, story.phase());
        assertEquals(minute(1), story.since());
    }

    @Test
    void aParentWhoseChildIsGoneWaitsForADependencyAndIsStuck() {
        var story = delegating(WorkerKind.MAIN).at(6).ours(EndedTest.lost("b"));
        assertEquals(Phase.WAITING_DEPENDENCY, story.phase());
        assertEquals(
                BlockReason.SUBAGENT,
                story.sitrep().block().orElseThrow().value().reason());
        assertEquals(minute(6), story.since());
        assertEquals(Attention.STUCK, story.attention());
        assertEquals(Rule.CHILD_GONE, story.rule());
    }

    @Test
    void aChildThatIsFoundAgainIsNotGone() {
        var story = delegating(WorkerKind.MAIN)
                .at(6)
                .ours(EndedTest.lost("b"))
                .at(5)
                .ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.SUMMARIZING, story.phase());
    }

    @Test
    void aParentThatWaitsForAnExternalSystemSaysSo() {
        var story = new Story().at(0).opens("a").at(4).blocks("a", "api", BlockReason.EXTERNAL_API);
        assertEquals(Phase.WAITING_DEPENDENCY, story.phase());
        assertEquals(Attention.WORKING, story.attention());
        assertEquals(Rule.WAITING_FOR, story.rule());
    }

    @Test
    void whoStillSaysThatItWaitsForChildrenThatHaveEndedWritesNothingUp() {
        var story = delegating(WorkerKind.MAIN).at(3).blocks("a", "kids", BlockReason.SUBAGENT);
        assertEquals(Phase.STARTING, story.phase());
        story.at(6).ends("b", Outcome.SUCCEEDED, "Three vendors compared");
        assertEquals(Phase.WAITING_DEPENDENCY, story.phase());
        assertEquals(Rule.RESULT_WAITS, story.rule());
        assertEquals(
                Optional.of("b ended with a result, and its parent has not gone on: Three vendors compared"),
                story.sitrep().block().orElseThrow().value().text());
        assertEquals(Attention.WORKING, story.attention());
        story.at(7).blocks("a", "more", BlockReason.SUBAGENT);
        assertEquals(Phase.WAITING_DEPENDENCY, story.phase());
    }

    @Test
    void aParentWaitsUntilTheLastOfItsChildrenEnded() {
        var story = delegating(WorkerKind.MAIN).at(3).opensFor("a", "c").at(6).ends("b", Outcome.SUCCEEDED);
        assertEquals(Phase.STARTING, story.phase());
        story.at(9).ends("c", Outcome.SUCCEEDED);
        assertEquals(Phase.SUMMARIZING, story.phase());
        assertEquals(minute(9), story.since());
    }

    @Test
    void aWaitForChildrenThatHaveEndedDoesNotComeBackWhenTheParentGoesOn() {
        var story = delegating(WorkerKind.MAIN).at(3).blocks("a", "kids", BlockReason.SUBAGENT);
        story.at(6).ends("b", Outcome.SUCCEEDED).at(7).does("a", Phase.EDITING);
        assertEquals(Phase.EDITING, story.phase());
    }
}
