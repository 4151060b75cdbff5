package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.core.task.Story.minute;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** Rule 2: a live run that waits for a person is shown first, for people are the scarcest resource. */
class HumanFirstTest {

    @Test
    void aPersonIsWaitedForEvenWhileSiblingsWork() {
        var story = new Story().at(0).opens("a").opens("b").at(2).blocks("a", "ask", BlockReason.USER_INPUT);
        story.at(5).does("b", Phase.EDITING);
        assertEquals(Phase.WAITING_USER, story.phase());
        assertEquals(minute(2), story.since());
        assertEquals(Attention.NEEDS_YOU, story.attention());
        assertEquals(Rule.HUMAN_FIRST, story.rule());
    }

    @Test
    void aParentThatWaitsForAPersonIsShownThoughItsChildWorks() {
        var story = new Story().at(0).opens("a").at(1).opensFor("a", "b").at(2).blocks("a", BlockReason.APPROVAL);
        story.at(5).does("b", Phase.EDITING);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
    }

    @Test
    void ofSeveralWaitsTheLongestIsShown() {
        var story = new Story().at(0).opens("a").opens("b").opens("c");
        story.at(4).blocks("a", "x", BlockReason.AUTH).at(2).blocks("b", "y", BlockReason.CONFIRMATION);
        story.at(3).blocks("c", "z", BlockReason.APPROVAL);
        assertEquals("y", story.sitrep().block().orElseThrow().value().id());
        assertEquals(Phase.WAITING_USER, story.phase());
    }

    @Test
    void ofSeveralBlocksOfOneRunThoseForAPersonComeFirst() {
        var story = new Story().at(0).opens("a").at(1).blocks("a", "api", BlockReason.EXTERNAL_API);
        story.at(2).blocks("a", "ask", BlockReason.USER_INPUT);
        assertEquals(Phase.WAITING_USER, story.phase());
        assertEquals(Phase.WAITING_USER, story.view("a").phase().value());
        story.at(3).unblocks("a", "ask");
        assertEquals(Phase.WAITING_DEPENDENCY, story.phase());
        assertEquals(minute(1), story.since());
    }

    @Test
    void aRunThatEndedWaitsForNobody() {
        var story = new Story().at(0).opens("a").opens("b").at(1).blocks("a", "x", BlockReason.APPROVAL);
        story.at(2).ends("a", Outcome.CANCELLED);
        assertEquals(Phase.STARTING, story.phase());
    }

    @Test
    void eachReasonHasItsPhase() {
        var phases = Map.of(
                BlockReason.USER_INPUT, Phase.WAITING_USER,
                BlockReason.CONFIRMATION, Phase.WAITING_USER,
                BlockReason.APPROVAL, Phase.WAITING_APPROVAL,
                BlockReason.AUTH, Phase.WAITING_APPROVAL,
                BlockReason.SUBAGENT, Phase.WAITING_DEPENDENCY,
                BlockReason.EXTERNAL_API, Phase.WAITING_DEPENDENCY,
                BlockReason.SUSPECTED_STALL, Phase.STALLED);
        phases.forEach((reason, phase) -> {
            var story = new Story().at(0).opens("a").at(1).blocks("a", "x", reason);
            assertEquals(phase, story.phase());
            assertEquals(reason, story.sitrep().block().orElseThrow().value().reason());
        });
        assertEquals(BlockReason.values().length, phases.size());
    }

    @Test
    void theNextStepIsTheOneThatTheSourceNamed() {
        var action = new Action("Approve the push", Optional.of("Dana"), Optional.of("approve 9"), Optional.empty());
        var blocked = Story.blocked("a", new BlockId("x"), BlockReason.APPROVAL, Optional.of(action));
        var next =
                new Story().at(0).opens("a").at(1).tell(blocked).sitrep().next().orElseThrow();
        assertEquals(action, next.value());
        assertEquals(Rule.NEXT_FROM_SOURCE, next.because().rule());
    }

    @Test
    void theNextStepIsTheUsualOneForWhomeverItWaitsOrElseForTheOwner() {
        var story = new Story().at(0).owned("Kim").opens("a").at(1).blocks("a", "x", BlockReason.APPROVAL);
        var next = story.sitrep().next().orElseThrow();
        assertEquals("Approve or deny where it asked", next.value().text());
        assertEquals(Optional.of("Dana"), next.value().who());
        assertEquals(Rule.NEXT_FROM_TABLE, next.because().rule());
        var plain = new Fact.RunBlocked(
                Story.run("a"),
                new BlockId("x"),
                BlockReason.USER_INPUT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var other =
                new Story().at(0).owned("Kim").at(1).tell(plain).sitrep().next().orElseThrow();
        assertEquals(Optional.of("Kim"), other.value().who());
    }
}
