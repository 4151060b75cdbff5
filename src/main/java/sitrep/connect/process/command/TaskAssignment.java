package sitrep.connect.process.command;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.TraceContext;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

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

    /** @param run an id that no other run has */
    public static TaskAssignment of(
            WrappedCommand what, Map<String, String> environment, RunId run, RandomGenerator random) {
        var around = Around.of(environment);
        var task = what.task().or(around::task).orElse(new TaskId(run.text()));
        var inside = around.task().equals(Optional.of(task));
        var caller = TraceContext.of(environment.getOrDefault(TraceContext.VARIABLE, ""));
        return new TaskAssignment(
                task,
                run,
                inside ? around.run() : Optional.empty(),
                inside ? Optional.empty() : around.task(),
                !inside && what.task().isEmpty(),
                trace(caller, random),
                caller.isEmpty(),
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
        return TraceContext.of(trace).filter(_ -> isTraceBegun).map(TraceContext::task);
    }

    /** Hands the task on to what the command starts. Nothing else of the environment changes. */
    public void handOn(Map<String, String> environment) {
        environment.put(Around.TASK, task.text());
        environment.put(Around.RUN, run.text());
        environment.put(TraceContext.VARIABLE, trace);
    }

    /** The trace of the caller goes on; a new one is marked as recorded, as tracing programs would begin their own. */
    private static String trace(Optional<TraceContext> caller, RandomGenerator random) {
        var known = caller.orElseGet(() -> new TraceContext(hex(random, 16), "01"));
        return "00-" + known.trace() + "-" + hex(random, 8) + "-" + known.flags();
    }

    private static String hex(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
