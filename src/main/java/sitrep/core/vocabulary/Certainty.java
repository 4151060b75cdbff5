package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How well a source knows the end that it tells of, from best to worst. */
public enum Certainty {
    /** It saw the process exit. */
    EXIT,
    /** The run itself said so. */
    WORD,
    /** It concluded so, from a list, a deadline or a silence: whoever still sees the run at work knows better. */
    GUESS;

    /** The word used on the wire, as in {@code exit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Certainty::word).toList();
    }
}
