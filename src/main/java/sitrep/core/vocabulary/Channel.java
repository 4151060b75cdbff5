package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** By which way an operator asked for something. */
public enum Channel {
    PAGE,
    CLI,
    API;

    /** The word used on the wire, as in {@code page}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Channel::word).toList();
    }
}
