package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What Sitrep itself makes of a run that says nothing, or nothing new. Each is a suspicion and clears itself. */
public enum Verdict {
    /** Something quick is open for long where a person may be asked: probably one was. */
    WAITING_APPROVAL(BlockReason.APPROVAL, "Probably waiting for approval"),
    /** It sits in a read of its standard input. */
    WAITING_INPUT(BlockReason.USER_INPUT, "Probably waiting for input"),
    /** It sits on a socket. */
    WAITING_NETWORK(BlockReason.EXTERNAL_API, "Probably waiting for another system"),
    /** It gave no sign for longer than its limit, and nothing speaks for it. */
    SILENT(BlockReason.SUSPECTED_STALL, "Silent"),
    /** It does the same again and again. */
    LOOPING(BlockReason.SUSPECTED_STALL, "Going round in circles"),
    /** It says that it waits for a child, which has ended. */
    UNTAKEN(BlockReason.SUBAGENT, "A result that nobody took up");

    private final BlockReason reason;
    private final String spoken;

    Verdict(BlockReason reason, String spoken) {
        this.reason = reason;
        this.spoken = spoken;
    }

    /** What is suspected to hold the run up. */
    public BlockReason reason() {
        return reason;
    }

    /** As people read it. */
    public String spoken() {
        return spoken;
    }

    /** The word used on the wire, as in {@code waiting_approval}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verdict::word).toList();
    }
}
