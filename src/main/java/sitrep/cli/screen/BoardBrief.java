package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * The sitrep itself: one sentence, then what needs somebody in full, with what that somebody can do, then what else
 * wants a look in a line each. It fits one screen, so that the sentence is still there to be read.
 */
public final class BoardBrief {
    private BoardBrief() {}

    /** Most tasks that are asked for; more fit no screen. */
    public static final int TASKS = 50;

    /** Lines that are kept free: for the prompt, and for how many more there are. */
    private static final int KEPT = 3;

    /** @param board the first tasks of the board */
    public static List<StyledLine> lines(ServerJson summary, List<ServerJson> board, Screen screen) {
        var lines = new ArrayList<StyledLine>(screen.wrap("", Ink.STRONG, summary.text("sentence")));
        var blind = LostContact.lines(summary, screen);
        var wanting = board.stream().filter(BoardBrief::wantsSomebody).toList();
        var room = screen.rows() - KEPT - lines.size() - (blind.isEmpty() ? 0 : blind.size() + 1);
        var shown = tasks(wanting, room, screen, lines);
        if (!blind.isEmpty()) lines.add(StyledLine.EMPTY);
        lines.addAll(blind);
        more(summary, shown, lines);
        return lines;
    }

    /** As many of them as there is room for, and at least one. What needs somebody is told in full while that fits. */
    private static int tasks(List<ServerJson> tasks, int room, Screen screen, List<StyledLine> lines) {
        var left = room;
        var shown = 0;
        var isShort = false;
        var wasShort = false;
        for (var task : tasks) {
            var full = new ArrayList<StyledLine>(List.of(StyledLine.EMPTY));
            task(task, screen, full);
            isShort = isShort || !task.raw("attention").equals("needs_you") || (shown > 0 && full.size() > left);
            var told = isShort ? brief(task, screen, !wasShort) : full;
            wasShort = isShort;
            if (shown > 0 && told.size() > left) return shown;
            lines.addAll(told);
            left -= told.size();
            shown++;
        }
        return shown;
    }

    /** A line of its own, apart from what stands before the first such. */
    private static List<StyledLine> brief(ServerJson task, Screen screen, boolean isFirst) {
        var age = TaskGist.moment(task).map(screen::age).orElse("");
        var room = screen.columns() - 2 - CellWidth.of(age) - 2;
        var latest = TaskGist.latest(task);
        var text = StyledLine.of(Ink.STRONG, TaskGist.name(task)).and(latest.isEmpty() ? "" : "  " + latest);
        var line = StyledLine.of(TaskGist.ink(task), TaskGist.mark(task) + " ")
                .and(aligned(text, room, screen))
                .and(Ink.FAINT, "  " + age);
        return isFirst ? List.of(StyledLine.EMPTY, line) : List.of(line);
    }

    /** The ages stand below one another where there is an edge to stand at. */
    private static StyledLine aligned(StyledLine line, int room, Screen screen) {
        return screen.isEndless() ? line : line.cut(room).padded(room);
    }

    private static void task(ServerJson task, Screen screen, List<StyledLine> lines) {
        var age = TaskGist.moment(task).map(screen::age).orElse("");
        var room = screen.columns() - 2 - CellWidth.of(age) - 2;
        lines.add(StyledLine.of(TaskGist.ink(task), TaskGist.mark(task) + " ")
                .and(aligned(StyledLine.of(Ink.STRONG, TaskGist.name(task)), room, screen))
                .and(Ink.FAINT, "  " + age));
        var owner = TaskGist.owner(task);
        lines.add(StyledLine.of("  ")
                .and(TaskGist.ink(task), task.spoken("phase"))
                .and(Ink.FAINT, owner.isEmpty() ? "" : " · " + owner)
                .cut(screen.columns()));
        var latest = TaskGist.latest(task);
        if (!latest.isEmpty()) lines.add(StyledLine.of("  " + latest).cut(screen.columns()));
        step(task.in("next"), screen, lines);
    }

    /** What to do next, whose turn it is, and the command or link that does it: those whole, for they are copied. */
    static void step(ServerJson next, Screen screen, List<StyledLine> lines) {
        var text = screen.local(next.text("text"));
        if (text.isEmpty()) return;
        var who = next.text("who");
        lines.addAll(arrow(screen.wrap("  ", Ink.STEP, text + (who.isEmpty() ? "" : " (" + who + ")"))));
        if (next.has("command")) lines.add(StyledLine.of("    ").and(Ink.STEP, next.text("command")));
        if (next.has("link")) lines.add(StyledLine.of("    ").and(Ink.STEP, next.text("link")));
    }

    private static List<StyledLine> arrow(List<StyledLine> lines) {
        var marked = new ArrayList<>(lines);
        var first = lines.getFirst();
        marked.set(0, new StyledLine(first.pieces().subList(1, first.pieces().size())));
        marked.set(0, StyledLine.of(Ink.STEP, "→ ").and(marked.getFirst()));
        return marked;
    }

    /** What lies on a shelf asks for nobody meanwhile. */
    private static boolean wantsSomebody(ServerJson task) {
        if (task.has("shelf")) return false;
        return switch (task.raw("attention")) {
            case "needs_you", "stuck", "unreported" -> true;
            default -> false;
        };
    }

    private static void more(ServerJson summary, int shown, List<StyledLine> lines) {
        var counts = summary.in("unshelved");
        var wanting = counts.number("needs_you") + counts.number("stuck") + counts.number("unreported");
        if (wanting <= shown) return;
        lines.add(StyledLine.EMPTY);
        lines.add(StyledLine.of(Ink.FAINT, "And " + (wanting - shown) + " more: sitrep ls"));
    }
}
