package sitrep.core.text;

import java.util.regex.Pattern;
import sitrep.core.secrets.Secrets;

/**
 * Makes foreign text fit to be kept: no terminal sequences, nothing that cannot be seen or turns the direction of
 * writing, no half characters, no secrets.
 */
public final class ForeignText {
    private ForeignText() {}

    /** What begins a sequence in one character of its own. */
    private static final char CSI = '\u009b';

    private static final char ESCAPE = '\u001b';

    /** Sequences of terminals: CSI, strings such as OSC, those of two characters. An endless one swallows nothing. */
    private static final Pattern SEQUENCES = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
            + "|\\x1b[\\]PX^_](?:[^\\x07\\x1b]*+(?:\\x07|\\x1b\\\\))?|\\x1b[@-_]?");

    /** Whatever Unicode and terminals take for the end of a line. */
    private static final Pattern BREAKS = Pattern.compile("\\r\\n?|[\\x0b\\x0c\\x85\\u2028\\u2029]");

    /** Control and format characters: zero-width ones, joiners, marks of direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\n]]");

    /** Halves of characters, which differ here and are alike in UTF-8. */
    private static final Pattern HALVES = Pattern.compile("\\p{Cs}");

    private static final String UNREADABLE = "\ufffd";

    /** A text of one or more lines. */
    public static String clean(String text) {
        var seen = isPlain(text) ? text : seen(text);
        var safe = Secrets.redacted(seen);
        return safe.equals(seen) ? seen : withEnds(safe, Math.max(text.length(), Limits.ID));
    }

    /** The last lines of an output: where they have become too many, the first of them go. */
    public static String output(String text) {
        var safe = Secrets.redacted(isPlain(text) ? text : seen(text)).stripTrailing();
        return safe.length() > Limits.OUTPUT ? safe.substring(safe.length() - Limits.OUTPUT) : safe;
    }

    /** A text that is shown on one line. */
    public static String line(String text) {
        var clean = clean(text);
        return isOneLine(clean) ? clean.strip() : clean.replaceAll("\\s+", " ").strip();
    }

    /** Whether a text has more than one line, in whatever way. */
    static boolean isBroken(String text) {
        return text.indexOf('\n') >= 0
                || (!isPlain(text) && BREAKS.matcher(text).find());
    }

    private static String seen(String text) {
        var isSequenced = text.indexOf(ESCAPE) >= 0 || text.indexOf(CSI) >= 0;
        var plain = isSequenced ? SEQUENCES.matcher(text).replaceAll("") : text;
        var broken = BREAKS.matcher(plain).replaceAll("\n");
        return HALVES.matcher(UNSEEN.matcher(broken).replaceAll("")).replaceAll(UNREADABLE);
    }

    /**
     * A text that is no longer than this. Of a longer one the middle is left out, with how much that is in its place:
     * what a command does may stand at its end. The page knows it by these words.
     */
    public static String withEnds(String text, int most) {
        if (text.length() <= most) return text;
        var mark = "";
        for (var i = 0; i < 3; i++) {
            mark = "… [%d characters left out] …".formatted(text.length() - most + mark.length());
        }
        var tail = (most - mark.length()) / 3;
        var head = most - mark.length() - tail;
        return halved(text.substring(0, head)) + mark + halved(text.substring(text.length() - tail));
    }

    /** Without the half of a character at either end. */
    private static String halved(String text) {
        var from = !text.isEmpty() && Character.isLowSurrogate(text.charAt(0)) ? 1 : 0;
        var isCut = text.length() > from && Character.isHighSurrogate(text.charAt(text.length() - 1));
        return text.substring(from, text.length() - (isCut ? 1 : 0));
    }

    /** Whether all of it is printable ASCII. */
    static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~') return false;
        }
        return true;
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
    }
}
