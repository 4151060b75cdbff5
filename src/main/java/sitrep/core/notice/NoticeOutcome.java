package sitrep.core.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What became of a message.
 *
 * @param number the decision to send it
 * @param how what the target answered, or why it was not delivered
 * @param tries how often it was tried
 */
public record NoticeOutcome(long number, Instant at, Word word, String how, int tries) {

    /** In one word. */
    public enum Word {
        DELIVERED,
        /** It was given up; it can be sent again by hand. */
        DEAD,
        /** It was a test, which is tried once. */
        FAILED,
        /** What it told of was over before the target had it. */
        WITHDRAWN,
        /** An operator wanted it dropped. */
        DROPPED;

        /** The word used on the wire, as in {@code delivered}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Word::word).toList();
        }
    }

    public NoticeOutcome {
        how = Matter.brief(how, 300);
    }
}
