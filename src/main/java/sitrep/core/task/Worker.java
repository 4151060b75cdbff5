package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.Stamp;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.WorkerKind;

/**
 * The thing that actually executes: a session, a sub-agent, a process. One worker may serve many runs and tasks.
 */
public record Worker(
        WorkerId id,
        Optional<Said<WorkerKind>> kind,
        Optional<Said<String>> name,
        Optional<Said<String>> where,
        Optional<Said<WorkerId>> parent,
        Optional<Said<String>> command,
        Optional<Said<WorkerId>> session) {

    static Worker unknown(WorkerId id) {
        return new Worker(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Worker seen(WorkerSeen seen, Stamp stamp) {
        return new Worker(
                id,
                Said.newest(kind, seen.kind(), stamp),
                Said.newest(name, seen.name(), stamp),
                Said.newest(where, seen.where(), stamp),
                Said.newest(parent, seen.parent(), stamp),
                Said.newest(command, seen.command(), stamp),
                Said.newest(session, seen.session(), stamp));
    }

    /** What sort of thing it is; {@code other} until somebody said. */
    public WorkerKind kindOrOther() {
        return kind.map(Said::value).orElse(WorkerKind.OTHER);
    }
}
