package sitrep.connect.hooks.meaning;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;

/**
 * The work around a session, by what stands in the environment of its agent: the task that it is a part of, and the run
 * that it serves there.
 */
public record Around(Optional<TaskId> task, Optional<RunId> run) {
    /** A session that is a task of its own. */
    public static final Around NONE = new Around(Optional.empty(), Optional.empty());

    private static final String OF_TRACE = "trace-";

    private static final Pattern TRACE =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    /**
     * What the variables say, each blank where it is not set. A task that is named counts before a trace; what can be
     * no id counts as not set.
     *
     * @param task {@code SITREP_TASK}
     * @param run {@code SITREP_RUN}
     * @param trace {@code TRACEPARENT}
     */
    public static Around of(String task, String run, String trace) {
        try {
            if (isSet(task)) {
                return new Around(
                        Optional.of(new TaskId(task)),
                        Optional.of(run).filter(Around::isSet).map(RunId::new));
            }
        } catch (Invalid _) {
            return NONE;
        }
        var known = TRACE.matcher(trace);
        return known.matches()
                ? new Around(Optional.of(new TaskId(OF_TRACE + known.group(1))), Optional.empty())
                : NONE;
    }

    /** Where an agent does not put the value of a variable in its place, the name stays. */
    private static boolean isSet(String text) {
        return !text.isBlank() && !text.startsWith("$");
    }

    /** Whether it is known only by its trace, and by nobody's name for it. */
    boolean isTrace() {
        return task.filter(id -> id.text().startsWith(OF_TRACE)).isPresent() && run.isEmpty();
    }
}
