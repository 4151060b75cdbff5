package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.MissingNode;

/**
 * Tasks as a table that fits the screen: what is least needed goes first when there is little room, and no line is ever
 * wider than the screen. An id is shown whole or not at all, for it is copied; where there is no screen nothing is cut.
 *
 * @param contact what cannot be seen now
 * @param phase cells for the phase, and so on; a column with none is left out
 */
public record BoardTable(
        Screen screen, LostContact contact, int phase, int name, int latest, int worker, int age, int id) {

    private static final String GAP = "  ";

    /** The mark and the space behind it. */
    private static final int MARK = 2;

    private static final int WORKER = 26;

    /** Fewest cells in which a name, or an update, can be recognised. */
    private static final int RECOGNISABLE = 16;

    private record Row(
            ServerJson task, String phase, String name, String latest, String worker, String age, String id) {}

    /** The columns that suit these tasks; further pages of the same list may be laid out by the first one's. */
    public static BoardTable fitting(List<ServerJson> tasks, LostContact contact, Screen screen) {
        var rows = rows(tasks, contact, screen);
        var age = Math.max(3, widest(rows, row -> CellWidth.of(row.age)));
        var phase = Math.max(5, widest(rows, row -> CellWidth.of(row.phase)));
        var columns = screen.columns();
        if (columns < 48) phase = 0;
        var widestWorker = widest(rows, row -> CellWidth.of(row.worker));
        var worker = columns < 100 ? 0 : screen.isEndless() ? widestWorker : Math.min(WORKER, widestWorker);
        var widestId = widest(rows, row -> CellWidth.of(row.id));
        var id = columns < 120 || widestId > columns / 3 ? 0 : widestId;
        var taken = MARK + cells(phase) + cells(worker) + cells(id) + cells(age);
        var room = columns - taken;
        var widestName = Math.max(4, widest(rows, row -> CellWidth.of(row.name)));
        var widestLatest = Math.max(6, widest(rows, row -> CellWidth.of(row.latest)));
        if (screen.isEndless()) {
            return new BoardTable(screen, contact, phase, widestName, widestLatest, worker, age, id);
        }
        if (room < 2 * RECOGNISABLE + GAP.length()) {
            return new BoardTable(screen, contact, phase, Math.min(room, widestName), 0, worker, age, id);
        }
        var name = Math.min(widestName, Math.max(room * 45 / 100, room - GAP.length() - widestLatest));
        return new BoardTable(screen, contact, phase, name, room - GAP.length() - name, worker, age, id);
    }

    /** The line above the rows. */
    public StyledLine header() {
        return cells(
                StyledLine.of(Ink.FAINT, "  "),
                new Inks(Ink.FAINT, Ink.FAINT, Ink.FAINT),
                new Row(new ServerJson(MissingNode.getInstance()), "PHASE", "TASK", "LATEST", "WORKER", "AGE", "ID"));
    }

    /** One line for each task. */
    public List<StyledLine> lines(List<ServerJson> tasks) {
        var lines = new ArrayList<StyledLine>();
        for (var row : rows(tasks, contact, screen)) {
            var ink = contact.unseen(row.task).isPresent() ? Ink.FAINT : TaskGist.ink(row.task);
            lines.add(cells(StyledLine.of(ink, TaskGist.mark(row.task) + " "), inks(ink), row));
        }
        return lines;
    }

    private record Inks(Ink phase, Ink name, Ink latest) {}

    /** What wants somebody stands out; what is over, or has not begun, stands back. */
    private static Inks inks(Ink ink) {
        return switch (ink) {
            case NEEDS_YOU, STUCK, UNREPORTED -> new Inks(ink, Ink.STRONG, Ink.PLAIN);
            case FAINT -> new Inks(ink, Ink.FAINT, Ink.FAINT);
            case PLAIN, STRONG, WORKING, STEP -> new Inks(ink, Ink.PLAIN, Ink.PLAIN);
        };
    }

    private StyledLine cells(StyledLine start, Inks inks, Row row) {
        var line = column(start, inks.phase, row.phase, phase);
        line = column(line, inks.name, row.name, name);
        line = column(line, inks.latest, row.latest, latest);
        line = column(line, Ink.FAINT, row.worker, worker);
        line = column(line, Ink.FAINT, row.id, id);
        return line.and(Ink.FAINT, CellWidth.padLeft(row.age, age)).cut(screen.columns());
    }

    private static StyledLine column(StyledLine line, Ink ink, String text, int cells) {
        if (cells <= 0) return line;
        return line.and(ink, CellWidth.cut(text, cells))
                .and(" ".repeat(Math.max(0, cells - CellWidth.of(CellWidth.cut(text, cells)))) + GAP);
    }

    private static int cells(int column) {
        return column == 0 ? 0 : column + GAP.length();
    }

    private static List<Row> rows(List<ServerJson> tasks, LostContact contact, Screen screen) {
        return tasks.stream().map(task -> row(task, contact, screen)).toList();
    }

    /** Of one that nobody can see now, all is as it was then, its age too. */
    private static Row row(ServerJson task, LostContact contact, Screen screen) {
        var unseen = contact.unseen(task);
        var asOf = unseen.map(time -> "as of " + screen.clock(time) + ", no contact since");
        var moment = TaskGist.moment(task);
        return new Row(
                task,
                task.spoken("phase"),
                TaskGist.name(task),
                TaskGist.join(" · ", asOf.orElse(""), TaskGist.latest(task)),
                TaskGist.executor(task),
                moment.map(time -> SpokenAge.between(time, unseen.orElse(screen.now())))
                        .orElse(""),
                task.text("id"));
    }

    private static int widest(List<Row> rows, ToIntFunction<Row> width) {
        var widest = 0;
        for (var row : rows) widest = Math.max(widest, width.applyAsInt(row));
        return widest;
    }
}
