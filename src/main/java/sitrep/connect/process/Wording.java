package sitrep.connect.process;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one line of output has to say, if anything: its text without decoration, and a count of progress. Spinners,
 * rules, bars and lines without a word say nothing by themselves.
 */
final class Wording {
    private Wording() {}

    /** Characters of an update; the rest of a longer line is cut off with a mark. */
    static final int LONGEST = 300;

    private static final Pattern SPINNER = Pattern.compile("^\\s*(?:[\\u2800-\\u28ff◐◓◑◒⣾⣽]+|[|/\\\\-](?=\\s))\\s*");
    private static final Pattern LEVEL = Pattern.compile("^\\[INFO] ?");
    private static final Pattern RULE = Pattern.compile("([-=_#*~+.·>^])\\1{3,}|[\\u2500-\\u259f]{2,}");
    private static final Pattern EMPTY_BAR = Pattern.compile("[\\[|][\\s>=#.-]*[]|]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");
    private static final Pattern MEANING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final NoiseList NOISE = NoiseList.shipped();

    static News of(String line, boolean redrawn) {
        if (isBinary(line)) return News.NONE;
        var progress = ProgressText.find(line, redrawn);
        return new News(text(line, redrawn || progress.isPresent()), progress);
    }

    private static Optional<String> text(String line, boolean drawn) {
        var plain = plain(line);
        var says = (drawn ? WORD : MEANING).matcher(plain).find();
        return says && !NOISE.contains(plain) ? Optional.of(capped(plain)) : Optional.empty();
    }

    private static String plain(String line) {
        var words = SPINNER.matcher(line).replaceFirst("");
        words = LEVEL.matcher(words).replaceFirst("");
        words = RULE.matcher(words).replaceAll(" ");
        words = EMPTY_BAR.matcher(words).replaceAll(" ");
        return SPACES.matcher(words).replaceAll(" ").strip();
    }

    static String capped(String text) {
        if (text.length() <= LONGEST) return text;
        var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }

    /** More than one character in eight that no text has. */
    private static boolean isBinary(String line) {
        var bad = line.chars().filter(c -> c == '\ufffd').count();
        return bad * 8 > line.length();
    }
}
