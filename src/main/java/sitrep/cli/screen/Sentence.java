package sitrep.cli.screen;

/** One task in one line: its mark, its phase, its name and what is new. */
public final class Sentence {
    private Sentence() {}

    public static Line of(Told task, Screen screen) {
        var shelved = task.time("snoozedUntil").map(until -> "snoozed until " + screen.clock(until));
        var state = Gist.join(", ", task.spoken("phase"), shelved.orElse(""));
        var latest = Gist.latest(task);
        return Line.of(Gist.ink(task), Gist.mark(task) + " " + state)
                .and("  ")
                .and(Ink.STRONG, Gist.name(task))
                .and(latest.isEmpty() ? "" : "  " + latest)
                .cut(screen.columns());
    }
}
