package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** Work that a gateway has an agent do over ACP, told of by the gateway and by whoever looks on between the two. */
class SeenWithinTest {
    private static final String GATEWAY = "openclaw@office";
    private static final String TEE = "acp@office";
    private static final String HOOKS = "claude-code@office";

    private static Story opens(
            Story story,
            String run,
            Optional<String> parent,
            WorkerKind kind,
            String worker,
            Optional<String> session) {
        var seen = new WorkerSeen(
                new WorkerId(worker),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                session.map(WorkerId::new));
        return story.tell(new Fact.RunOpened(
                Story.run(run),
                Optional.empty(),
                OptionalInt.empty(),
                parent.map(RunId::new),
                Optional.of(seen),
                Optional.empty(),
                Optional.of(Phase.STARTING),
                Optional.empty()));
    }

    private static Story asked(Story story, String name, String owner) {
        return story.tell(new Fact.TaskOpened(
                Optional.of(name),
                Optional.of(new Owner(owner, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of()));
    }

    /** A main session has sent an agent off, whose work the tee sees as well. */
    private static Story sentOff() {
        var story = asked(new Story().from(GATEWAY).at(0), "Have the minutes written", "Dana");
        opens(story, "main", Optional.empty(), WorkerKind.MAIN, "agent:main", Optional.empty());
        opens(story.at(1), "child", Optional.of("main"), WorkerKind.ACP, "agent:clerk:acp:1", Optional.of("s1"));
        asked(story.from(TEE).at(1.1), "Write minutes.md", "root");
        return opens(story, "turn", Optional.empty(), WorkerKind.ACP, "s1", Optional.empty());
    }

    private static Story delivers(Story story, String to) {
        return story.tell(new Fact.TaskReported(new Report.Delivered(to, Optional.empty())));
    }

    @Test
    void whatWasAskedAndByWhomTheGatewayKnowsAndWhatIsDoneTheTee() {
        var story = sentOff().from(TEE).at(2).does("turn", Phase.EDITING);
        assertEquals("Have the minutes written", story.sitrep().name().value());
        assertEquals("Dana", story.sitrep().owner().orElseThrow().value().name());
        assertEquals(Phase.EDITING, story.phase());
        assertEquals(
                Phase.EDITING,
                story.from(GATEWAY).at(2.1).does("child", Phase.READING_CONTEXT).phase());
    }

    @Test
    void leaveThatTheTeeSeesAskedIsWaitedForUntilItSeesItGiven() {
        var story = sentOff().from(TEE).at(2).asks("turn", "permission", "Edit minutes.md");
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
        assertEquals(
                Phase.EDITING,
                story.at(3)
                        .unblocks("turn", "permission")
                        .does("turn", Phase.EDITING)
                        .phase());
    }

    @Test
    void whatTheClientWasShownIsNotWhatWasReportedToWhoeverAsked() {
        var story = sentOff().from(TEE).at(2).ends("turn", Outcome.SUCCEEDED);
        delivers(story, "acpx");
        story.from(GATEWAY).at(2.1).ends("child", Outcome.SUCCEEDED).at(3).ends("main", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
        assertTrue(story.sitrep().reported().isEmpty());
        var report = delivers(story, "Dana").sitrep().reported().orElseThrow().value();
        assertEquals(new Report.Delivered("Dana", Optional.empty()), report.report());
    }

    @Test
    void anAttemptThatFailedThereIsNoEndOfTheWhole() {
        var story = sentOff().from(TEE).at(2).ends("turn", Outcome.FAILED);
        story.from(GATEWAY).at(2.1).ends("child", Outcome.FAILED).at(9).ends("main", Outcome.SUCCEEDED);
        assertEquals("succeeded", story.sitrep().outcome().orElseThrow().value().word());
    }

    @Test
    void whatTheTeeDoesNotSeeTheEndOfEndsWithTheGatewaysRun() {
        var story = sentOff().from(TEE).at(2);
        story.tell(new Fact.RunBlocked(
                Story.run("turn"),
                new BlockId("answer"),
                BlockReason.USER_INPUT,
                Optional.of("Shall I go on?"),
                Optional.empty(),
                Optional.empty()));
        assertEquals(Phase.WAITING_USER, story.phase());
        story.from(GATEWAY).at(2.05).ends("child", Outcome.SUCCEEDED).at(3).ends("main", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void signsLongAfterTheGatewaysEndShowThatItGoesOn() {
        var story = sentOff()
                .from(GATEWAY)
                .at(2)
                .ends("child", Outcome.TIMED_OUT)
                .at(2.1)
                .ends("main", Outcome.FAILED);
        assertEquals(Phase.FAILED, story.phase());
        assertEquals(
                Phase.TESTING, story.from(TEE).at(3).does("turn", Phase.TESTING).phase());
    }

    @Test
    void theAgentsOwnHooksAreWithinIt() {
        var story = sentOff().from(HOOKS).at(1.2);
        opens(story, "hooked", Optional.empty(), WorkerKind.MAIN, "claude-code-s1", Optional.empty());
        story.at(2).ends("hooked", Outcome.FAILED).from(TEE).ends("turn", Outcome.FAILED);
        story.from(GATEWAY).at(2.1).ends("child", Outcome.FAILED).at(3).ends("main", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void anotherSessionIsWorkOfItsOwn() {
        var story = sentOff().from(TEE).at(1.2);
        opens(story, "other", Optional.empty(), WorkerKind.ACP, "s2", Optional.empty());
        story.ends("turn", Outcome.SUCCEEDED).at(2).does("other", Phase.EDITING);
        story.from(GATEWAY).at(2.1).ends("child", Outcome.SUCCEEDED).ends("main", Outcome.SUCCEEDED);
        assertEquals(Phase.EDITING, story.phase());
    }
}
