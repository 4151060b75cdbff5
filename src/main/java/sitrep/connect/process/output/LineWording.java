package sitrep.connect.process.output;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one line of output has to say, if anything: its text without decoration, and a count of progress. Spinners,
 * rules, bars and lines without a word say nothing by themselves.
 */
public final class LineWording {
    private LineWording() {}

    /** Characters of an update; the rest of a longer line is cut off with a mark. */
    public static final int LONGEST = 300;

    private static final Pattern SPINNER = Pattern.compile("^\\s*(?:[\\u2800-\\u28ff◐◓◑◒⣾⣽]+|[|/\\\\-](?=\\s))\\s*");
    private static final Pattern LEVEL = Pattern.compile("^\\[INFO] ?");
    private static final Pattern RULE = Pattern.compile("([-=_#*~+.·>^])\\1{3,}|[\\u2500-\\u259f]{2,}");
    private static final Pattern EMPTY_BAR = Pattern.compile("[\\[|][\\s>=#.-]*[]|]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");
    private static final Pattern MEANING = Pattern.compile("[\\p{L}\\p{N}]");

    /** A place in a stack trace of Rust or Go, as no other line looks: the reason stands above them. */
    private static final Pattern TRACE =
            Pattern.compile("\\d+: (?:0x[0-9a-f]+ - )?<?\\w[\\w<>$.{}&# ]*(?:::|_)[\\w<>:$.{}&# ]+"
                    + "|at \\S+\\.rs:\\d+(?::\\d+)?|/\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?"
                    + "|(?:created by )?[\\w./-]+(?:\\.\\(\\*?\\w+\\))?(?:\\.\\w+)+"
                    + "\\((?:\\.\\.\\.|[0x{][0-9a-fx{}, ?.]*)?\\)");

    private static final NoiseList NOISE = NoiseList.shipped();

    static OutputNews of(String line, boolean redrawn) {
        if (isBinary(line)) return OutputNews.NONE;
        var progress = ProgressText.find(line, redrawn);
        return new OutputNews(text(line, redrawn || progress.isPresent()), progress);
    }

    private static Optional<String> text(String line, boolean drawn) {
        var plain = plain(line);
        var says = (drawn ? WORD : MEANING).matcher(plain).find();
        var means = says && !NOISE.contains(plain) && !TRACE.matcher(plain).matches();
        return means ? Optional.of(capped(plain)) : Optional.empty();
    }

    private static String plain(String line) {
        var words = SPINNER.matcher(line).replaceFirst("");
        words = LEVEL.matcher(words).replaceFirst("");
        words = RULE.matcher(words).replaceAll(" ");
        words = EMPTY_BAR.matcher(words).replaceAll(" ");
        return SPACES.matcher(words).replaceAll(" ").strip();
    }

    private static boolean isForeign(int c) {
        return c == '\ufffd' || !Character.isDefined(c) || (Character.isISOControl(c) && c != '\t');
    }

    public static String capped(String text) {
        if (text.length() <= LONGEST) return text;
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }

    /** More than one character in sixteen that no text has; a single one may be a letter of another encoding. */
    private static boolean isBinary(String line) {
        var bad = line.chars().filter(LineWording::isForeign).count();
        return bad > 1 ? bad * 16 > line.length() : bad * 8 > line.length();
    }
}
