package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.TaskDetail;

class ReopenedTest {
    private static final TaskId TASK = new TaskId("t");

    @Test
    void a_run_that_its_task_ended_stays_ended_when_a_newer_run_reopens_the_task() {
        var task = fold(
                new Fact.RunAdvanced(run("old"), Optional.of(Phase.TESTING), Optional.empty(), Optional.empty()),
                new Fact.TaskEnded(Outcome.SUCCEEDED, Optional.empty()),
                new Fact.RunAdvanced(run("new"), Optional.of(Phase.EDITING), Optional.empty(), Optional.empty()));
        assertEquals(Phase.EDITING, Sitrep.of(task).phase().value());
        var old = TaskDetail.of(task).runs().getFirst();
        assertEquals(Phase.DONE, old.phase().value());
        assertEquals(Rule.ENDED_WITH_TASK, old.phase().because().rule());
    }

    @Test
    void the_task_is_done_again_when_its_newer_run_is() {
        var task = fold(
                new Fact.RunAdvanced(run("old"), Optional.of(Phase.TESTING), Optional.empty(), Optional.empty()),
                new Fact.TaskEnded(Outcome.FAILED, Optional.empty()),
                new Fact.RunAdvanced(run("new"), Optional.of(Phase.EDITING), Optional.empty(), Optional.empty()),
                new Fact.RunEnded(run("new"), Outcome.SUCCEEDED, Optional.empty()));
        assertEquals(Phase.DONE, Sitrep.of(task).phase().value());
    }

    private static RunId run(String id) {
        return new RunId(id);
    }

    /** A second apart each, in the order given. */
    private static Task fold(Fact.OfTask... facts) {
        var task = Task.unheard(TASK);
        var at = Instant.parse("2026-11-22T10:00:00Z");
        for (var fact : List.of(facts)) {
            at = at.plusSeconds(1);
            task = Fold.apply(task, new Event(new Event.Key("test", at.toString()), Optional.of(TASK), at, at, fact));
        }
        return task;
    }
}
