package sitrep.connect.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines that a terminal would show, drawn as a terminal draws them (ECMA-48): a progress bar is one line, and
 * a list that is drawn anew stands there once. Colours leave no trace; lines are cut and not wrapped. Both streams of a
 * command draw on the same one.
 */
final class Screenful {
    static final int ROWS = 24;

    private static final Pattern SEPARATOR = Pattern.compile(";");
    private static final int TAB = 8;

    private final List<ScreenRow> rows = new ArrayList<>(List.of(new ScreenRow()));
    private boolean isWithinKey;
    private int row;
    private int column;
    private long changes;

    /** How often it was drawn on: the same number as before means that it shows the same. */
    long changes() {
        return changes;
    }

    /**
     * Its lines, without the empty ones before the first and behind the last, and without the rest of a private key
     * whose beginning is seen no more.
     */
    String text() {
        var lines = rows.stream().skip(restOfKey()).map(ScreenRow::toString).toList();
        return String.join("\n", lines).replaceFirst("^\n+", "").stripTrailing();
    }

    private int restOfKey() {
        if (!isWithinKey) return 0;
        for (var line = 0; line < rows.size(); line++) {
            if (rows.get(line).endsKey()) return line + 1;
        }
        return rows.size();
    }

    void put(char c) {
        rows.get(row).put(column, c);
        changes++;
        column++;
    }

    void tab() {
        column += TAB - column % TAB;
    }

    void goBack() {
        column = 0;
    }

    void stepBack() {
        column = Math.max(0, column - 1);
    }

    /** The line ends; above the last one all others move up. */
    void newLine() {
        changes++;
        column = 0;
        if (row == ROWS - 1) {
            var gone = rows.removeFirst();
            isWithinKey = gone.beginsKey() || (isWithinKey && !gone.endsKey());
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
        put('…');
        newLine();
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
            case 'C' -> column += first;
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
