package sitrep.cli.screen;

/** One task in one line: its mark, its phase, its name and what is new. */
public final class TaskSentence {
    private TaskSentence() {}

    public static StyledLine of(ServerJson task, Screen screen) {
        var state = TaskGist.join(", ", task.spoken("phase"), TaskGist.snoozed(task, screen));
        var latest = TaskGist.latest(task);
        return StyledLine.of(TaskGist.ink(task), TaskGist.mark(task) + " " + state)
                .and("  ")
                .and(Ink.STRONG, TaskGist.name(task))
                .and(latest.isEmpty() ? "" : "  " + latest)
                .cut(screen.columns());
    }
}
