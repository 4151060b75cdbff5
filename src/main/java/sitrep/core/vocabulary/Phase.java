package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a run, and so its task, is doing, in the closed vocabulary of the wire. */
public enum Phase {
    QUEUED,
    STARTING,
    READING_CONTEXT,
    RESEARCHING,
    PLANNING,
    EDITING,
    TESTING,
    WAITING_USER,
    WAITING_APPROVAL,
    WAITING_DEPENDENCY,
    SUMMARIZING,
    DONE,
    FAILED,
    STALLED;

    /** What a phase says about a run's standing. */
    public enum Kind {
        /** The run has not begun. */
        PENDING,
        /** The run works on its own. */
        ACTIVE,
        /** The run waits for a person. */
        HUMAN,
        /** The run waits for something that is not a person. */
        DEPENDENCY,
        /** The run is silent for longer than it should be. */
        SUSPECT,
        /** The run has an outcome. */
        ENDED
    }

    /** What this phase says about a run's standing. */
    public Kind kind() {
        return switch (this) {
            case QUEUED -> Kind.PENDING;
            case STARTING, READING_CONTEXT, RESEARCHING, PLANNING, EDITING, TESTING, SUMMARIZING -> Kind.ACTIVE;
            case WAITING_USER, WAITING_APPROVAL -> Kind.HUMAN;
            case WAITING_DEPENDENCY -> Kind.DEPENDENCY;
            case STALLED -> Kind.SUSPECT;
            case DONE, FAILED -> Kind.ENDED;
        };
    }

    /** Whether a run can be said to do this; the other phases follow from blocks, silence and outcomes. */
    public boolean isDoing() {
        return kind() == Kind.ACTIVE || kind() == Kind.PENDING;
    }

    /** The word used in JSON, in SQL and in URLs, as in {@code reading_context}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word as people read it, as in {@code reading context}. */
    public String spoken() {
        return word().replace('_', ' ');
    }

    /** All words, in the order of the vocabulary. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Phase::word).toList();
    }
}
