package sitrep.cli.screen;

/**
 * How many cells of a terminal a text takes up, and cutting and padding by cells. Where terminals disagree about a
 * sequence of characters, {@link InertText} has taken it apart before, so that one character after the other can be
 * counted.
 */
public final class CellWidth {
    private CellWidth() {}

    /** First and last code points of the scripts whose characters take two cells, after Unicode's East Asian Width. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0x4DFF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0,
                0x1B2FF,
        0x1D300, 0x1D376, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
    };

    private static final String CUT = "…";

    /** The cells that the text takes up. */
    public static int of(String text) {
        var cells = 0;
        for (var at = 0; at < text.length(); ) {
            var c = text.codePointAt(at);
            cells += of(c);
            at += Character.charCount(c);
        }
        return cells;
    }

    /** The text itself if it fits, or as much of it as does, with an ellipsis. */
    static String cut(String text, int cells) {
        if (of(text) <= cells) return text;
        if (cells <= 0) return "";
        var end = 0;
        for (var left = cells - 1; end < text.length(); ) {
            var c = text.codePointAt(end);
            left -= of(c);
            if (left < 0) break;
            end += Character.charCount(c);
        }
        return text.substring(0, end).stripTrailing() + CUT;
    }

    /** The text, filled up with spaces to the given number of cells. */
    static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    /** The text at the right end of the given number of cells. */
    static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - of(text))) + text;
    }

    private static int of(int c) {
        if (c < 0x300) return 1;
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isVowelOfSyllable(c) ? 0 : isWide(c) ? 2 : 1;
        };
    }

    /** The second and third letters of a Hangul syllable that is spelled out join the first one's cells. */
    private static boolean isVowelOfSyllable(int c) {
        return c >= 0x1160 && c <= 0x11FF;
    }

    private static boolean isWide(int c) {
        if (c < WIDE[0]) return false;
        for (var i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) return true;
        }
        return Character.isEmojiPresentation(c) && !isFlagLetter(c);
    }

    /** Two of them make a flag of two cells. */
    private static boolean isFlagLetter(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }
}
