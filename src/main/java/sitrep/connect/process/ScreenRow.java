package sitrep.connect.process;

/** One line of a screen. What is too long is cut between words, for of half a secret nobody sees that it is one. */
final class ScreenRow {
    /** Characters kept; with all its rows full a screen is within the limit of an event. */
    static final int COLUMNS = 200;

    private static final String KEY = "PRIVATE KEY";

    private final StringBuilder text = new StringBuilder();
    private boolean isCut;

    void put(int column, char c) {
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

    boolean beginsKey() {
        return text.indexOf("-----BEGIN ") >= 0 && text.indexOf(KEY) >= 0;
    }

    boolean endsKey() {
        return text.indexOf("-----END ") >= 0 && text.indexOf(KEY) >= 0;
    }

    @Override
    public String toString() {
        if (!isCut) return text.toString().stripTrailing();
        var word = text.length();
        while (word > 0 && text.charAt(word - 1) != ' ') word--;
        return text.substring(0, word) + "…";
    }
}
