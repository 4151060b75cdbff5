package sitrep.core.standing;

import java.util.Optional;
import sitrep.core.event.WorkerId;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;

/** The worker that a task's phase is about, as an operator sees it. */
public record Executor(WorkerId worker, WorkerKind kind, Optional<String> name, Optional<String> where) {

    public static Executor of(Worker worker) {
        return new Executor(
                worker.id(),
                worker.kindOrOther(),
                worker.name().map(Said::value),
                worker.where().map(Said::value));
    }

    /** As people read it: {@code process mvn verify}. */
    public String spoken() {
        return name.map(text -> kind == WorkerKind.OTHER ? text : kind.word() + " " + text)
                .orElse(kind.word());
    }
}
