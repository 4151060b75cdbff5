package sitrep.connect.acp.meaning;

import java.util.ArrayDeque;
import java.util.Optional;
import sitrep.core.event.End;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

/** A session of an agent: the task that it serves, and the turns that are not over. */
final class AcpSession {
    final String id;

    /** The task that it is at work on, and whether that was made for it. */
    TaskId task;

    boolean isOwnTask;
    Optional<RunId> parent = Optional.empty();
    Optional<TaskId> traced = Optional.empty();

    /** Who asks, and in which folder. */
    Optional<Owner> owner = Optional.empty();

    /** Whether its task was told of. */
    boolean isOpened;

    /** While an old session is loaded, its past is told once more: none of that happens now. */
    boolean isReplayed;

    /** What was passed while nobody looked: questions may have been answered. */
    boolean isUnseen;

    /** Its turns, the one at work first: others wait for it. */
    final ArrayDeque<AcpRun> turns = new ArrayDeque<>();

    /** A turn that is over, but for what its user is to do about it. */
    Optional<Waiting> waiting = Optional.empty();

    /**
     * A turn that waits for its user, and not for its agent.
     *
     * @param end what it comes to when the user goes on, or goes
     */
    record Waiting(AcpRun run, End end) {}

    AcpSession(String id, TaskId task, boolean isOwnTask) {
        this.id = id;
        this.task = task;
        this.isOwnTask = isOwnTask;
    }

    Optional<AcpRun> turn() {
        return Optional.ofNullable(turns.peekFirst());
    }

    boolean isIdle() {
        return turns.isEmpty() && waiting.isEmpty() && !isReplayed;
    }
}
