package sitrep.connect.process.command;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Limits;

/**
 * Whose run a command is: of a task of its own, of one that was named, or of the task of the run around it.
 *
 * @param parent the run that it serves
 * @param within the other task during which this one was begun
 * @param own whether the task was made for this run
 * @param trace the context of distributed tracing for what the command starts
 * @param isTraceBegun whether that trace begins here: then all of it is this task
 * @param attempt which try it is, where there may be several
 */
public record TaskAssignment(
        TaskId task,
        RunId run,
        Optional<RunId> parent,
        Optional<TaskId> within,
        boolean own,
        String trace,
        boolean isTraceBegun,
        Optional<Attempt> attempt) {

    /**
     * One of several tries.
     *
     * @param slot what they are tries of
     * @param number from 1 on
     */
    public record Attempt(String slot, int number) {
        private Attempt next() {
            return new Attempt(slot, number + 1);
        }
    }

    /** The variables by which a run around a command hands its task on. */
    static final String TASK = "SITREP_TASK";

    static final String RUN = "SITREP_RUN";
    static final String TRACE = "TRACEPARENT";

    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?");

    /** @param run an id that no other run has */
    public static TaskAssignment of(
            WrappedCommand what, Map<String, String> environment, RunId run, RandomGenerator random) {
        var around = id(environment, TASK).map(TaskId::new);
        var task = what.task().or(() -> around).orElse(new TaskId(run.text()));
        var inside = around.equals(Optional.of(task));
        return new TaskAssignment(
                task,
                run,
                inside ? id(environment, RUN).map(RunId::new) : Optional.empty(),
                inside ? Optional.empty() : around,
                !inside && what.task().isEmpty(),
                trace(environment.getOrDefault(TRACE, ""), random),
                !TRACE_CONTEXT.matcher(environment.getOrDefault(TRACE, "")).matches(),
                what.flags().contains(RunFlag.RESTARTABLE)
                        ? Optional.of(new Attempt(run.text(), 1))
                        : Optional.empty());
    }

    /** The same work as the next try. */
    public TaskAssignment again(RunId next) {
        return new TaskAssignment(task, next, parent, within, own, trace, isTraceBegun, attempt.map(Attempt::next));
    }

    /** What it is a try of, where there may be several. */
    public Optional<String> slot() {
        return attempt.map(Attempt::slot);
    }

    /** Which try it is, where there may be several. */
    public OptionalInt number() {
        return attempt.map(it -> OptionalInt.of(it.number())).orElseGet(OptionalInt::empty);
    }

    /** What the task goes by for those who know no more of it than its trace. */
    public Optional<TaskId> traced() {
        var known = TRACE_CONTEXT.matcher(trace);
        return isTraceBegun && known.matches() ? Optional.of(new TaskId("trace-" + known.group(1))) : Optional.empty();
    }

    /** Hands the task on to what the command starts. Nothing else of the environment changes. */
    public void handOn(Map<String, String> environment) {
        environment.put(TASK, task.text());
        environment.put(RUN, run.text());
        environment.put(TRACE, trace);
    }

    private static Optional<String> id(Map<String, String> environment, String name) {
        return Optional.of(environment.getOrDefault(name, ""))
                .filter(text -> !text.isBlank() && text.length() <= Limits.ID);
    }

    /** The trace of the caller goes on; a new one is marked as recorded, as tracing programs would begin their own. */
    private static String trace(String caller, RandomGenerator random) {
        var known = TRACE_CONTEXT.matcher(caller);
        var trace = known.matches() ? known.group(1) : hex(random, 16);
        var flags = known.matches() ? known.group(2) : "01";
        return "00-" + trace + "-" + hex(random, 8) + "-" + flags;
    }

    private static String hex(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
