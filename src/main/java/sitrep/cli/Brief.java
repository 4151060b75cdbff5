package sitrep.cli;

import java.util.ArrayList;
import java.util.List;

/** The sitrep itself: one sentence, then what wants somebody and what that somebody can do. */
final class Brief {
    private Brief() {}

    /** Tasks that are told of one by one: more would push the sentence off the screen. */
    static final int TASKS = 8;

    /** @param board the first tasks of the board */
    static List<Line> lines(Told summary, List<Told> board, Screen screen) {
        var lines = new ArrayList<Line>(screen.wrap("", Ink.STRONG, summary.text("sentence")));
        var wanting = board.stream().filter(Brief::wantsSomebody).limit(TASKS).toList();
        for (var task : wanting) {
            lines.add(Line.EMPTY);
            task(task, screen, lines);
        }
        var blind = summary.list("blind");
        if (!blind.isEmpty()) lines.add(Line.EMPTY);
        for (var source : blind) lines.addAll(screen.wrap("", Ink.STUCK, contact(source, screen)));
        more(summary, wanting.size(), lines);
        return lines;
    }

    private static void task(Told task, Screen screen, List<Line> lines) {
        var age = Gist.moment(task).map(screen::age).orElse("");
        var room = screen.columns() - 2 - Width.of(age) - 2;
        lines.add(Line.of(Gist.ink(task), Gist.mark(task) + " ")
                .and(Line.of(Ink.STRONG, Gist.name(task)).cut(room).padded(room))
                .and(Ink.FAINT, "  " + age));
        var owner = Gist.owner(task);
        lines.add(Line.of("  ")
                .and(Gist.ink(task), task.spoken("phase"))
                .and(Ink.FAINT, owner.isEmpty() ? "" : " · " + owner)
                .cut(screen.columns()));
        var latest = Gist.latest(task);
        if (!latest.isEmpty()) lines.add(Line.of("  " + latest).cut(screen.columns()));
        step(task.in("next"), screen, lines);
    }

    /** What to do next, whose turn it is, and the command or link that does it: those whole, for they are copied. */
    static void step(Told next, Screen screen, List<Line> lines) {
        if (next.text("text").isEmpty()) return;
        var who = next.text("who");
        lines.addAll(arrow(screen.wrap("  ", Ink.STEP, next.text("text") + (who.isEmpty() ? "" : " (" + who + ")"))));
        if (next.has("command")) lines.add(Line.of("    ").and(Ink.STEP, next.text("command")));
        if (next.has("link")) lines.add(Line.of("    ").and(Ink.STEP, next.text("link")));
    }

    private static List<Line> arrow(List<Line> lines) {
        var marked = new ArrayList<>(lines);
        var first = lines.getFirst();
        marked.set(0, new Line(first.pieces().subList(1, first.pieces().size())));
        marked.set(0, Line.of(Ink.STEP, "→ ").and(marked.getFirst()));
        return marked;
    }

    private static String contact(Told source, Screen screen) {
        var since = source.time("since").map(time -> " since " + screen.clock(time) + " (" + screen.age(time) + ")");
        var why = source.text("why");
        return "No contact with " + source.text("source") + since.orElse("") + (why.isEmpty() ? "" : ": " + why);
    }

    private static boolean wantsSomebody(Told task) {
        return switch (task.raw("attention")) {
            case "needs_you", "stuck", "unreported" -> true;
            default -> false;
        };
    }

    private static void more(Told summary, int shown, List<Line> lines) {
        var counts = summary.in("counts");
        var wanting = counts.number("needs_you") + counts.number("stuck") + counts.number("unreported");
        if (wanting <= shown) return;
        lines.add(Line.EMPTY);
        lines.add(Line.of(Ink.FAINT, "And " + (wanting - shown) + " more: sitrep ls"));
    }
}
