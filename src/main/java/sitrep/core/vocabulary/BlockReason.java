package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a run cannot go on by itself, in the closed vocabulary of the wire. */
public enum BlockReason {
    USER_INPUT,
    CONFIRMATION,
    APPROVAL,
    AUTH,
    SUBAGENT,
    EXTERNAL_API,
    SUSPECTED_STALL;

    /** The phase that a run blocked for this reason is in. */
    public Phase phase() {
        return switch (this) {
            case USER_INPUT, CONFIRMATION -> Phase.WAITING_USER;
            case APPROVAL, AUTH -> Phase.WAITING_APPROVAL;
            case SUBAGENT, EXTERNAL_API -> Phase.WAITING_DEPENDENCY;
            case SUSPECTED_STALL -> Phase.STALLED;
        };
    }

    /** Whether only a person can clear it. */
    public boolean needsHuman() {
        return phase().kind() == Phase.Kind.HUMAN;
    }

    /** What a run in a phase of waiting usually waits for. */
    public static BlockReason usual(Phase phase) {
        return Arrays.stream(values())
                .filter(reason -> reason.phase() == phase)
                .findFirst()
                .orElseThrow();
    }

    /** The word used on the wire, as in {@code user_input}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(BlockReason::word).toList();
    }
}
