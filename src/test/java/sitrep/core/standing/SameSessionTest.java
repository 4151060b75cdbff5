package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** A session behind {@code sitrep acp} whose agent calls hooks besides. */
class SameSessionTest {
    private static final String TEE = "acp@office";
    private static final String HOOKS = "gemini@office";

    private static Story opens(Story story, String run, WorkerKind kind, String worker) {
        var seen = new WorkerSeen(
                new WorkerId(worker), Optional.of(kind), Optional.empty(), Optional.empty(), Optional.empty());
        return story.tell(new Fact.RunOpened(
                Story.run(run),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(seen),
                Optional.empty(),
                Optional.of(Phase.PLANNING),
                Optional.empty()));
    }

    /** Both have asked for leave for the same command. */
    private static Story asked(String hookWorker) {
        var story = opens(new Story().from(TEE).at(0), "acp-1", WorkerKind.ACP, "s1");
        opens(story.from(HOOKS).at(0.1), "turn-1", WorkerKind.MAIN, hookWorker);
        story.from(TEE).at(1).asks("acp-1", "permission", "git push");
        return story.from(HOOKS).at(1.1).asks("turn-1", "ask/1", "git push origin");
    }

    @Test
    void oneQuestionIsOneInTheWordsOfWhoSeesTheAnswer() {
        var block = asked("gemini-s1").sitrep().block().orElseThrow().value();
        assertEquals("git push", block.text().orElseThrow());
        assertEquals(0, block.more());
    }

    @Test
    void itIsOverWhenItIsAnsweredAndNotWhenTheToolHasRun() {
        var story = asked("gemini-s1").from(TEE).at(2).unblocks("acp-1", "permission");
        assertEquals(Phase.TESTING, story.at(2.1).does("acp-1", Phase.TESTING).phase());
        story.at(3).ends("acp-1", Outcome.SUCCEEDED);
        story.from(HOOKS).at(3.1).ends("turn-1", Outcome.SUCCEEDED);
        assertEquals(Phase.DONE, story.phase());
    }

    @Test
    void anotherSessionsQuestionIsAnotherOne() {
        var story = asked("gemini-s2").from(TEE).at(2).unblocks("acp-1", "permission");
        assertEquals(Phase.WAITING_APPROVAL, story.phase());
    }
}
