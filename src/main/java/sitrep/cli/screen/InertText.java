package sitrep.cli.screen;

/**
 * Makes foreign text fit for one line of a terminal: nothing in it moves the cursor, changes a colour, turns the
 * direction of writing or hides. Joiners, variation selectors and skin tones go too: terminals disagree about how wide
 * a joined emoji is, and a table that fits everywhere is worth more than the joint.
 */
public final class InertText {
    private InertText() {}

    /** Longest text that is looked at; the rest would not fit a screen. */
    private static final int LONGEST = 20_000;

    private static final int ESCAPE = 0x1B;
    private static final int BELL = 0x07;
    private static final int CSI = 0x9B;

    /** The text on one line: line breaks and tabs are spaces, and no two spaces follow each other. */
    public static String line(String text) {
        return row(text).replaceAll(" {2,}", " ").strip();
    }

    /** One line of a text, with all its spaces. */
    static String row(String text) {
        var out = new StringBuilder(Math.min(text.length(), LONGEST));
        for (var at = 0; at < text.length() && at < LONGEST; ) {
            var c = text.codePointAt(at);
            if (startsSequence(c)) {
                at = afterSequence(text, at);
                continue;
            }
            append(out, c);
            at += Character.charCount(c);
        }
        return out.toString().stripTrailing();
    }

    /**
     * JSON that means the same and is safe to show: what a terminal could act on stands in it as an escape of JSON's
     * own. Such characters occur only inside its texts.
     */
    public static String json(String json) {
        var out = new StringBuilder(json.length());
        for (var i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            if (c != '\n' && isActive(c)) {
                out.append("\\u").append("%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            out.append(' ');
        } else if (Character.getType(c) == Character.SURROGATE) {
            out.append('\uFFFD');
        } else if (!isActive(c) && !isModifier(c)) {
            out.appendCodePoint(c);
        }
    }

    private static boolean isActive(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isModifier(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    private static boolean startsSequence(int c) {
        return c == ESCAPE || c == CSI;
    }

    /** Behind a sequence such as a colour (CSI … letter), a title (OSC … bell) or a plain two-character escape. */
    private static int afterSequence(String text, int at) {
        if (text.charAt(at) == CSI) return afterFinal(text, at + 1);
        if (at + 1 >= text.length()) return at + 1;
        return switch (text.charAt(at + 1)) {
            case '[' -> afterFinal(text, at + 2);
            case ']', 'P', '_', '^', 'X' -> afterString(text, at + 2);
            default -> at + 2;
        };
    }

    private static int afterFinal(String text, int at) {
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) at++;
        var ends = at < text.length() && text.charAt(at) >= 0x40 && text.charAt(at) < 0x7F;
        return ends ? at + 1 : at;
    }

    /** A string that never ends swallows only the escape itself, not the rest of the text. */
    private static int afterString(String text, int from) {
        for (var at = from; at < text.length(); at++) {
            if (text.charAt(at) == BELL) return at + 1;
            if (text.charAt(at) == ESCAPE) return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
        }
        return from;
    }
}
