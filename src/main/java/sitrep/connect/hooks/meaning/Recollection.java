package sitrep.connect.hooks.meaning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

/** What is known of a session that was heard of before the server was started, where anything is. */
public interface Recollection {
    /** Nothing is known of any. */
    Recollection NONE = _ -> Optional.empty();

    /**
     * A run that goes on, as far as anybody said.
     *
     * @param parent the run that it serves, if it serves one
     * @param waits what it waits for
     */
    record KnownRun(String id, Optional<String> parent, List<KnownWait> waits) {
        public KnownRun {
            waits = List.copyOf(waits);
        }
    }

    /** A wait by the name that it was told under, and in its words. */
    record KnownWait(String name, String text, Instant since) {}

    /** The runs that go on, the oldest first; nothing if the task was never heard of. */
    Optional<List<KnownRun>> of(TaskId task);

    /**
     * Whether a task is no more than one agent that somebody started, and has no name that anybody gave it: it goes by
     * the command line, or by what this source called it since.
     *
     * @param run that of the agent's process
     * @param program what the agent is started by, as in {@code claude}
     */
    default boolean isOwn(TaskId task, RunId run, String program, String source) {
        return false;
    }
}
