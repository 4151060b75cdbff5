package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a run or a task ended, from best to worst. */
public enum Outcome {
    SUCCEEDED,
    CANCELLED,
    TIMED_OUT,
    /** Nobody saw how it ended: its worker, or whoever watched it, is gone. A real outcome heard later replaces it. */
    LOST,
    FAILED;

    /** {@code done} for a success; {@code failed} for whatever did not achieve what was asked, cancelled included. */
    public Phase phase() {
        return this == SUCCEEDED ? Phase.DONE : Phase.FAILED;
    }

    /** The word used on the wire, as in {@code timed_out}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code ended with a result} or {@code timed out}. */
    public String spoken() {
        return switch (this) {
            case SUCCEEDED -> "ended with a result";
            case CANCELLED -> "was cancelled";
            case TIMED_OUT -> "timed out";
            case LOST -> "was lost";
            case FAILED -> "failed";
        };
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Outcome::word).toList();
    }
}
