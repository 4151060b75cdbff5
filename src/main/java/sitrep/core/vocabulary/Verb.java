package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an operator can ask a task's source to do. */
public enum Verb {
    /** Lets what is asked about happen, this once. */
    APPROVE,
    /** The same, and from now on without asking. */
    APPROVE_ALWAYS,
    /** Does not let it happen. */
    DENY,
    /** Answers a question, in words. */
    ANSWER,
    /** Says something to a run at work. */
    STEER,
    /** Asks a run to stop what it does. */
    STOP,
    /** Ends a run, whether it wants or not. */
    CANCEL,
    /** Does once more what a run did. */
    RETRY,
    /** Brings a result once more to whoever asked. */
    RESEND;

    /** Whether it settles something that a run waits for. */
    public boolean isOfBlock() {
        return switch (this) {
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER -> true;
            case STEER, STOP, CANCEL, RETRY, RESEND -> false;
        };
    }

    /** Whether it is nothing without words. */
    public boolean needsWords() {
        return this == ANSWER || this == STEER;
    }

    /** The word used on the wire, as in {@code approve_always}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
