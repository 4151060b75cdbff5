package sitrep.connect.openclaw.words;

import java.util.regex.Pattern;

/**
 * The words by which OpenClaw, and what it runs on, say that work was aborted and nothing besides. The outcome says as
 * much, so they are no news: what was done before is.
 */
public final class AbortWords {
    /** Characters of the longest text that is looked at; a longer one says more. */
    private static final int LONGEST = 120;

    private static final String BEFORE =
            "AbortError|error|an?|the|this|agent|call|chat|command|exec|execution|operation"
                    + "|reply|request|run|session|signal|task|tool|turn|because|been|failed|got|has|is|it|was";
    private static final String BEHIND =
            "by|gateway|it|no|operator|owner|reason|request|signal|the|user|with|without|on|via";
    private static final Pattern NO_MORE = Pattern.compile(
            "\\W*(?:(?:" + BEFORE + ")\\W+)*(?:aborted|cancell?ed)(?:\\W+(?:" + BEHIND + "))*\\W*",
            Pattern.CASE_INSENSITIVE);

    private AbortWords() {}

    public static boolean saysNoMore(String text) {
        return text.length() <= LONGEST && NO_MORE.matcher(text).matches();
    }
}
