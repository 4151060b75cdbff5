package sitrep.core.event;

import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.WorkerKind;

/**
 * What one event says of a worker; whatever it leaves out stays as it was.
 *
 * @param command what to type to get at it: to look at it, answer it, tell it something
 * @param session by which name its agent itself knows the session: whoever tells of a worker of that name tells of what
 *     this one does, from nearer by
 */
public record WorkerSeen(
        WorkerId id,
        Optional<WorkerKind> kind,
        Optional<String> name,
        Optional<String> where,
        Optional<WorkerId> parent,
        Optional<String> command,
        Optional<WorkerId> session) {
    public WorkerSeen {
        Check.text("worker.name", name, Limits.NAME);
        Check.text("worker.where", where, Limits.NAME);
        Check.command("worker.command", command);
    }

    public WorkerSeen(
            WorkerId id,
            Optional<WorkerKind> kind,
            Optional<String> name,
            Optional<String> where,
            Optional<WorkerId> parent) {
        this(id, kind, name, where, parent, Optional.empty());
    }

    public WorkerSeen(
            WorkerId id,
            Optional<WorkerKind> kind,
            Optional<String> name,
            Optional<String> where,
            Optional<WorkerId> parent,
            Optional<String> command) {
        this(id, kind, name, where, parent, command, Optional.empty());
    }
}
