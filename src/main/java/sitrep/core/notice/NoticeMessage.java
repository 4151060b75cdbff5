package sitrep.core.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said to a target, in words that every target has room for.
 *
 * @param title one line
 * @param lines what there is to say besides, each on one line
 * @param matters what it is about, at most {@value #MATTERS} of them
 * @param count how many matters it is about
 */
public record NoticeMessage(
        Kind kind, NoticeReason reason, String title, List<String> lines, List<Matter> matters, int count) {

    /** Most matters that one message names. */
    static final int MATTERS = 10;

    private static final int TITLE = 200;
    private static final int LINE = 600;

    /** What sort of message it is. */
    public enum Kind {
        NEWS,
        FOLLOW_UP,
        DIGEST,
        ESCALATION,
        TEST;

        /** The word used on the wire, as in {@code follow_up}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that is written so. */
        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public NoticeMessage {
        title = Matter.brief(title, TITLE);
        lines = lines.stream()
                .map(line -> Matter.brief(line, LINE))
                .filter(line -> !line.isEmpty())
                .toList();
        matters = matters.stream().limit(MATTERS).toList();
    }

    /** The task that it is about, if it is about one alone. */
    public Optional<String> task() {
        return count == 1
                ? matters.stream().filter(Matter::isOfTask).map(Matter::subject).findFirst()
                : Optional.empty();
    }

    /** Whether somebody should look now, for targets that can make more or less noise. */
    public boolean isPressing() {
        return kind == Kind.ESCALATION || (kind == Kind.NEWS && reason == NoticeReason.NEEDS_YOU);
    }
}
