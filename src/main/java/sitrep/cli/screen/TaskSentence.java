package sitrep.cli.screen;

/** One task in one line: its mark, its phase, its name and what is new. */
public final class TaskSentence {
    private TaskSentence() {}

    public static StyledLine of(ServerJson task, Screen screen) {
        var shelved = task.time("snoozedUntil").map(until -> "snoozed until " + screen.clock(until));
        var state = TaskGist.join(", ", task.spoken("phase"), shelved.orElse(""));
        var latest = TaskGist.latest(task);
        return StyledLine.of(TaskGist.ink(task), TaskGist.mark(task) + " " + state)
                .and("  ")
                .and(Ink.STRONG, TaskGist.name(task))
                .and(latest.isEmpty() ? "" : "  " + latest)
                .cut(screen.columns());
    }
}
