package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whose words a line of news is in, from what tells an operator most to what tells least. */
public enum Voice {
    /** The run's own, or those of whoever reports it: what it does and why. */
    NARRATIVE,
    /** The title of something that it does, such as a call of a tool. */
    ACT,
    /** A line that something it runs has written. */
    OUTPUT;

    /** The word used on the wire, as in {@code output}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Voice::word).toList();
    }
}
