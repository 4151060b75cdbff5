package sitrep.connect.process.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines that a terminal would show, drawn as a terminal draws them (ECMA-48): a progress bar is one line, and
 * a list that is drawn anew stands there once. Colours leave no trace; lines are cut and not wrapped. Both streams of a
 * command draw on the same one.
 */
public final class Screenful {
    /** Lines that are told, and one more in which the cursor is. */
    static final int LINES = 24;

    private static final int ROWS = LINES + 1;

    /** As far as a cursor goes. */
    private static final int FARTHEST = 100_000;

    private static final Pattern SEPARATOR = Pattern.compile(";");
    private static final int TAB = 8;

    private final List<ScreenRow> rows = new ArrayList<>(List.of(new ScreenRow()));
    private final KeyLines key = new KeyLines();
    private int row;
    private int column;
    private long changes;

    /** How often it was drawn on: the same number as before means that it shows the same. */
    public long changes() {
        return changes;
    }

    /** Its last lines, without the empty ones before the first and behind the last. */
    public String text() {
        var lines = rows.stream().map(ScreenRow::toString).toList();
        var text = String.join("\n", lines).replaceFirst("^\n+", "").stripTrailing();
        var all = text.lines().toList();
        return all.size() <= LINES ? text : String.join("\n", all.subList(all.size() - LINES, all.size()));
    }

    /** What is perhaps a line of a key is drawn once it is whole and is none. */
    public void put(char c) {
        if (!key.isWithin()) draw(c);
    }

    private void draw(char c) {
        rows.get(row).put(column, c);
        changes++;
        column = Math.min(column + 1, FARTHEST);
    }

    void tab() {
        column = Math.min(column + TAB - column % TAB, FARTHEST);
    }

    void goBack() {
        column = 0;
    }

    void stepBack() {
        column = Math.max(0, column - 1);
    }

    /**
     * The line ends; above the last one all others move up.
     *
     * @param whole all of the line, however long it is
     */
    public void newLine(String whole) {
        var before = key.isWithin();
        if (key.has(whole)) {
            hide(before || !key.isWithin());
            return;
        }
        if (before) whole.chars().forEach(c -> draw((char) c));
        end();
    }

    /** Of a key there is one line, in place of its first. */
    private void hide(boolean isKnown) {
        rows.get(row).endAt(0);
        column = 0;
        if (isKnown) return;
        "[redacted: private key]".chars().forEach(c -> draw((char) c));
        end();
    }

    private void end() {
        changes++;
        column = 0;
        if (row == ROWS - 1) {
            rows.removeFirst();
            rows.add(new ScreenRow());
        } else {
            moveTo(row + 1);
        }
    }

    /** What was written here was not seen. */
    void miss() {
        rows.clear();
        rows.add(new ScreenRow());
        row = 0;
        column = 0;
        draw('…');
        end();
        key.miss();
    }

    /**
     * A control sequence.
     *
     * @param end the character that ends it, which says what it does
     * @param parameters what stands before that, as in {@code 2;1}
     */
    void control(char end, String parameters) {
        var first = parameter(parameters, 0, 1);
        switch (end) {
            case 'A' -> moveTo(row - first);
            case 'B' -> moveTo(row + first);
            case 'C' -> column = Math.min(column + first, FARTHEST);
            case 'D' -> column = Math.max(0, column - first);
            case 'E' -> moveTo(row + first, 0);
            case 'F' -> moveTo(row - first, 0);
            case 'G' -> column = first - 1;
            case 'd' -> moveTo(first - 1);
            case 'H', 'f' -> moveTo(first - 1, parameter(parameters, 1, 1) - 1);
            case 'J' -> erase(parameter(parameters, 0, 0));
            case 'K' -> eraseLine(parameter(parameters, 0, 0));
            default -> {}
        }
    }

    private static int parameter(String parameters, int index, int otherwise) {
        var all = SEPARATOR.split(parameters, -1);
        if (index >= all.length || !all[index].matches("[0-9]{1,4}")) return otherwise;
        return Math.max(otherwise, Integer.parseInt(all[index]));
    }

    private void moveTo(int line, int place) {
        moveTo(line);
        column = place;
    }

    private void moveTo(int line) {
        row = Math.clamp(line, 0, ROWS - 1);
        while (rows.size() <= row) rows.add(new ScreenRow());
    }

    private void erase(int part) {
        eraseLine(part);
        for (var line = 0; line < rows.size(); line++) {
            if (part > 1 || (part == 1 ? line < row : line > row))
                rows.get(line).endAt(0);
        }
    }

    private void eraseLine(int part) {
        var line = rows.get(row);
        changes++;
        switch (part) {
            case 0 -> line.endAt(column);
            case 1 -> line.beginBehind(column);
            default -> line.endAt(0);
        }
    }
}
