package sitrep.core.sitrep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a task wants from its operator, most pressing first: the order of the board. */
public enum Attention {
    NEEDS_YOU(0),
    STUCK(1),
    /** Of these, the failures stand apart: see {@link BoardPlace#FAILED}. */
    UNREPORTED(3),
    WORKING(4),
    QUEUED(5),
    SETTLED(6);

    private final int rank;

    Attention(int rank) {
        this.rank = rank;
    }

    /** Its place in the order, as stores keep it. */
    public int rank() {
        return rank;
    }

    /** Whether the task is still in front of the operator. */
    public boolean isLive() {
        return this != SETTLED;
    }

    /** Whether, within its group, what has waited longest comes first; the others show the newest first. */
    boolean oldestFirst() {
        return this == NEEDS_YOU || this == STUCK || this == QUEUED;
    }

    /** The word used on the wire, as in {@code needs_you}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, most pressing first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Attention::word).toList();
    }
}
