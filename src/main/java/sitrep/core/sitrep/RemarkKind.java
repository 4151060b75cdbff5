package sitrep.core.sitrep;

import java.util.Locale;

/** Sorts of remark on which somebody may want to look at a task that is at work: bad news that is no phase. */
public enum RemarkKind {
    /** What it does failed before, several times in a row. */
    RETRYING,
    /** It takes far longer than those like it. */
    SLOW;

    /** The word used on the wire, as in {@code slow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
