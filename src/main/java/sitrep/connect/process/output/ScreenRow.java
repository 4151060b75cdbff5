package sitrep.connect.process.output;

import java.util.regex.Pattern;

/** One line of a screen. What is too long is cut between words, for of half a secret nobody sees that it is one. */
final class ScreenRow {
    /** Characters kept; with all its rows full a screen is within the limit of an event. */
    static final int COLUMNS = 200;

    /** What may be a part of a secret. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+/=.-]*$");

    private final StringBuilder text = new StringBuilder();
    private boolean isCut;

    void put(int column, char c) {
        if (column == 0) isCut = false;
        if (column >= COLUMNS) {
            isCut = true;
            return;
        }
        while (text.length() < column) text.append(' ');
        if (column < text.length()) text.setCharAt(column, c);
        else text.append(c);
    }

    /** Erases from here to the end. */
    void endAt(int column) {
        isCut = false;
        text.setLength(Math.min(column, text.length()));
    }

    /** Erases from the beginning to here. */
    void beginBehind(int column) {
        for (var i = 0; i < Math.min(column + 1, text.length()); i++) text.setCharAt(i, ' ');
    }

    @Override
    public String toString() {
        if (!isCut) return text.toString().stripTrailing();
        return WORD.matcher(text).replaceFirst("") + "…";
    }
}
