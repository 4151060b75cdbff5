package sitrep.connect.hooks.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.core.event.TaskId;

/** What is known of a session that was heard of before the server was started, where anything is. */
public interface Recollection {
    /** Nothing is known of any. */
    Recollection NONE = _ -> Optional.empty();

    /**
     * A run that goes on, as far as anybody said.
     *
     * @param parent the run that it serves, if it serves one
     */
    record KnownRun(String id, Optional<String> parent) {}

    /** The runs that go on, the oldest first; nothing if the task was never heard of. */
    Optional<List<KnownRun>> of(TaskId task);
}
