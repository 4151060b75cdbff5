package sitrep.connect.foreign;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;

/**
 * The work around an agent or a command, by what stands in its environment. What can be no id counts as not set.
 *
 * @param task the task that it is a part of, by its name
 * @param run the run that it serves there
 * @param traced what that work goes by for those who know no more of it than its trace
 */
public record Around(Optional<TaskId> task, Optional<RunId> run, Optional<TaskId> traced) {
    /** Nothing is around it. */
    public static final Around NONE = new Around(Optional.empty(), Optional.empty(), Optional.empty());

    /** The variables by which a run around a command hands its task on. */
    public static final String TASK = "SITREP_TASK";

    public static final String RUN = "SITREP_RUN";

    /**
     * What the variables say, each blank where it is not set. Without its task a run is none.
     *
     * @param task {@code SITREP_TASK}
     * @param run {@code SITREP_RUN}
     * @param trace {@code TRACEPARENT}
     */
    public static Around of(String task, String run, String trace) {
        var known = id(task, TaskId::new);
        return new Around(
                known,
                known.flatMap(_ -> id(run, RunId::new)),
                TraceContext.of(trace).map(TraceContext::task));
    }

    /** What an environment says. */
    public static Around of(Map<String, String> environment) {
        return of(
                environment.getOrDefault(TASK, ""),
                environment.getOrDefault(RUN, ""),
                environment.getOrDefault(TraceContext.VARIABLE, ""));
    }

    /** The same where the task is named otherwise: the run of another task is left out. */
    public Around within(TaskId named) {
        return task.equals(Optional.of(named)) ? this : new Around(Optional.of(named), Optional.empty(), traced);
    }

    /** What it is a part of: a task that is named counts before a trace. */
    public Optional<TaskId> whole() {
        return task.or(() -> traced);
    }

    /** Hands it on to what is started: the task, without the run of another. Nothing else changes there. */
    public void handOn(Map<String, String> environment) {
        task.ifPresent(named -> {
            environment.put(TASK, named.text());
            if (run.isEmpty()) environment.remove(RUN);
        });
    }

    /** Where a program does not put the value of a variable in its place, the name stays. */
    private static <T> Optional<T> id(String text, Function<String, T> made) {
        if (text.isBlank() || text.startsWith("$")) return Optional.empty();
        try {
            return Optional.of(made.apply(text));
        } catch (Invalid _) {
            return Optional.empty();
        }
    }
}
