package sitrep.core.event;

/** A run of a task, as a source lists all that it has. */
public record ListedRun(TaskId task, RunId run) {}
