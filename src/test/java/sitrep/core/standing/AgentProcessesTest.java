package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** An agent on a terminal under {@code sitrep run}, whose hooks tell of its session: one story, told by two. */
class AgentProcessesTest {
    private static final String PROCESS = "run@office";
    private static final String HOOKS = "claude-code@office";

    /** A process in which something was asked, and which says that it works on it. */
    private static Story working() {
        var story = new Story()
                .from(PROCESS)
                .at(0)
                .opensOn(WorkerKind.PROCESS, "cli")
                .does("cli", Phase.PLANNING);
        story.at(1).blocks("cli", "rest", BlockReason.USER_INPUT);
        story.at(2).unblocks("cli", "rest");
        return asks(story.from(HOOKS), "p1").does("p1", Phase.EDITING);
    }

    private static Story asks(Story story, String turn) {
        var worker = new WorkerSeen(
                new WorkerId("session"),
                Optional.of(WorkerKind.MAIN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return story.tell(new Fact.RunOpened(
                Story.run(turn),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(Story.run("cli")),
                Optional.of(worker),
                Optional.empty(),
                Optional.of(Phase.PLANNING),
                Optional.empty()));
    }

    @Test
    void whatTheSessionDoesIsTheNews() {
        assertEquals(Phase.EDITING, working().phase());
    }

    @Test
    void aProcessThatRestsBeforeAnythingWasAskedWaitsForItsUser() {
        var story = new Story().from(PROCESS).at(0).opensOn(WorkerKind.PROCESS, "cli");
        assertEquals(
                Phase.WAITING_USER,
                story.at(1).blocks("cli", "rest", BlockReason.USER_INPUT).phase());
    }

    @Test
    void whatWasAskedIsDoneThoughItsProcessWaitsForMore() {
        var story = working().at(5).ends("p1", Outcome.SUCCEEDED).reported("its session");
        story.from(PROCESS).at(5.1).blocks("cli", "rest", BlockReason.USER_INPUT);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(Story.minute(5), story.since());
        assertEquals(Attention.SETTLED, story.attention());
        asks(story.from(HOOKS).at(9), "p2");
        story.from(PROCESS).at(9.1).unblocks("cli", "rest");
        assertEquals(Phase.PLANNING, story.phase());
    }

    @Test
    void theWayAProcessEndsThatRestedSaysNothingOfTheWork() {
        var story = working().at(5).ends("p1", Outcome.SUCCEEDED);
        story.from(PROCESS).at(6).blocks("cli", "rest", BlockReason.USER_INPUT);
        assertEquals(Phase.DONE, story.at(60).ends("cli", Outcome.FAILED).phase());
    }

    /** To end it takes a key or two, at which it does not rest any more. */
    @Test
    void whoeverIsLeftByAKeyHasDoneWhatWasAsked() {
        var story = working().at(5).ends("p1", Outcome.SUCCEEDED);
        story.from(PROCESS).at(6).blocks("cli", "rest", BlockReason.USER_INPUT);
        story.at(60).unblocks("cli", "rest").at(60.1).ends("cli", Outcome.CANCELLED);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(Optional.of(Outcome.SUCCEEDED), story.sitrep().outcome().map(said -> said.value()));
    }

    /** As agents do that report nothing and draw without a rest. */
    @Test
    void whatWasAskedIsDoneThoughOfItsProcessNothingElseIsSeen() {
        var story = new Story().from(PROCESS).at(0).opensOn(WorkerKind.PROCESS, "cli", Phase.PLANNING);
        asks(story.from(HOOKS).at(1), "p1").at(5).ends("p1", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
        assertEquals(
                Phase.DONE,
                story.from(PROCESS).at(60).ends("cli", Outcome.CANCELLED).phase());
    }

    /** Its hooks may not be heard any more. */
    @Test
    void whoeverIsSeenAtWorkLaterIsNotDone() {
        var story = new Story().from(PROCESS).at(0).opensOn(WorkerKind.PROCESS, "cli", Phase.PLANNING);
        asks(story.from(HOOKS).at(1), "p1").at(5).ends("p1", Outcome.SUCCEEDED);
        assertEquals(
                Phase.TESTING,
                story.from(PROCESS).at(9).does("cli", Phase.TESTING).phase());
        assertEquals(Phase.PLANNING, story.at(9.5).does("cli", Phase.PLANNING).phase());
    }

    @Test
    void whoeverIsKilledAtWorkHasFailed() {
        var story = working().from(PROCESS).at(6).ends("cli", Outcome.FAILED);
        story.from(HOOKS).at(6.1).ends("p1", Outcome.LOST);
        assertEquals(Phase.FAILED, story.phase());
    }

    @Test
    void oneQuestionThatBothTellOfIsOne() {
        var story = working().at(3).asks("p1", "ask/t1", "git push --force");
        story.from(PROCESS).at(3.1).blocks("cli", "agent", BlockReason.APPROVAL);
        var block = story.sitrep().block().orElseThrow().value();
        assertEquals("git push --force", block.text().orElseThrow());
        assertEquals(0, block.more());
        story.from(HOOKS).at(4).unblocks("p1", "ask/t1");
        story.from(PROCESS).at(4.1).unblocks("cli", "agent");
        assertEquals(Phase.EDITING, story.phase());
    }

    /** Of a hook that was lost the process still tells. */
    @Test
    void aQuestionThatOnlyTheProcessTellsOfCounts() {
        var story = working().from(PROCESS).at(3).blocks("cli", "agent", BlockReason.APPROVAL);
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
    }

    @Test
    void whoeverWaitsForTheBackgroundIsNotDoneThoughItsProcessRests() {
        var story = working().at(3).opensFor("p1", "a1").blocks("p1", "background", BlockReason.SUBAGENT);
        story.from(PROCESS).at(3.1).blocks("cli", "rest", BlockReason.USER_INPUT);
        assertEquals(Phase.STARTING, story.phase());
    }

    @Test
    void itsLifeIsThatOfItsSession() {
        var story = working().at(5).ends("p1", Outcome.SUCCEEDED);
        story.from(PROCESS).at(6).blocks("cli", "rest", BlockReason.USER_INPUT);
        var phases = TaskLife.of(story.known()).stretches().stream()
                .map(one -> one.phase().word())
                .toList();
        assertEquals(List.of("planning", "waiting_user", "editing"), phases);
    }
}
