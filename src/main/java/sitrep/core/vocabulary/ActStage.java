package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far something came that an operator asked of a task's source, as it is written down. */
public enum ActStage {
    /** It is on its way to the source. */
    SENT,
    /** The source took it. */
    TAKEN,
    /** The source would not do it. */
    REFUSED,
    /** The source took it, and nothing was seen of it within the time that is allowed for it. */
    UNSEEN,
    /** There was no word of the source, or no way to it. */
    UNANSWERED,
    /** The source did it, and what comes of it is told of another task. */
    DONE;

    /** The word used on the wire, as in {@code taken}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ActStage::word).toList();
    }
}
