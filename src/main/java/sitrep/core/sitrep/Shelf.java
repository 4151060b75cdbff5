package sitrep.core.sitrep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a task lies that an operator has dealt with for now: meanwhile it asks nobody else. */
public enum Shelf {
    /** It needs somebody or is stuck, and somebody said that they are on it. */
    ON_IT,
    /** Put off, until a time or until it changes. */
    SNOOZED,
    /** Nobody minds it any more. */
    DISMISSED;

    /** What lists are asked for by to get the tasks that lie on no shelf. */
    public static final String NONE = "none";

    /** The word used on the wire, as in {@code on_it}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Shelf::word).toList();
    }
}
