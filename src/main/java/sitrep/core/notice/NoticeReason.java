package sitrep.core.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For what somebody may want to be told, in the closed vocabulary of the wire; the most pressing first. */
public enum NoticeReason {
    /** A task waits for a person. */
    NEEDS_YOU("need you"),
    /** A task is suspected to have stalled, or waits for something that is gone. */
    STUCK("look stuck"),
    /** A task failed, and nobody was told. */
    FAILED("failed"),
    /** A task is done, and nobody was told. */
    UNREPORTED("are done, and nobody was told"),
    /** There is no contact with a source. */
    BLIND("are out of contact");

    private final String many;

    NoticeReason(String many) {
        this.many = many;
    }

    /** The word used on the wire, as in {@code needs_you}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is said of several, as in {@code 3 need you}. */
    String many() {
        return many;
    }

    /** All words, the most pressing first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(NoticeReason::word).toList();
    }

    /** The one that is written so. */
    public static Optional<NoticeReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
