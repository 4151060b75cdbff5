package sitrep.core.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One decision about one target: that a message was sent to it, or was not.
 *
 * @param number grows from one decision to the next
 * @param subjects the tasks or sources that it is about, at most {@value #SUBJECTS}
 * @param title what was said, or would have been
 * @param numbers what the rule went by, by name
 * @param about the earlier decision that this one follows
 * @param message what was sent, if anything was
 */
public record Notice(
        long number,
        Instant at,
        String target,
        What what,
        NoticeReason reason,
        List<String> subjects,
        String title,
        NoticeRule rule,
        SortedMap<String, String> numbers,
        Optional<Long> about,
        Optional<NoticeMessage> message) {

    /** Most tasks that one decision names. */
    public static final int SUBJECTS = 20;

    /** What was decided. */
    public enum What {
        SENT,
        HELD,
        JOINED,
        WITHDRAWN;

        /** The word used on the wire, as in {@code held}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(What::word).toList();
        }
    }

    public Notice {
        subjects = subjects.stream().distinct().limit(SUBJECTS).toList();
        numbers = new TreeMap<>(numbers);
    }

    /** One of which there is nothing to say before it is decided what it is about. */
    static Notice of(long number, Instant at, String target, What what, NoticeRule rule, List<Matter> matters) {
        var first = matters.getFirst();
        return new Notice(
                number,
                at,
                target,
                what,
                first.reason(),
                matters.stream().map(Matter::subject).toList(),
                NoticeWords.titleOfAll(matters),
                rule,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
    }

    Notice with(Map<String, String> more) {
        var all = new TreeMap<>(numbers);
        all.putAll(more);
        return new Notice(number, at, target, what, reason, subjects, title, rule, all, about, message);
    }

    Notice about(long earlier) {
        return new Notice(
                number, at, target, what, reason, subjects, title, rule, numbers, Optional.of(earlier), message);
    }

    Notice saying(NoticeMessage said) {
        return new Notice(
                number, at, target, what, reason, subjects, said.title(), rule, numbers, about, Optional.of(said));
    }

    /** The same, of which nothing is said after all. */
    public Notice unsaid() {
        return new Notice(
                number, at, target, What.WITHDRAWN, reason, subjects, title, rule, numbers, about, Optional.empty());
    }

    /** What a target is sent so that somebody sees whether messages arrive. */
    public static Notice test(long number, Instant at, String target) {
        var matter = Matter.blind("test", at, Optional.of("If you can read this, messages to " + target + " arrive."));
        var message = new NoticeMessage(
                NoticeMessage.Kind.TEST,
                NoticeReason.NEEDS_YOU,
                "A test message from Sitrep",
                List.of(matter.text()),
                List.of(),
                0);
        return of(number, at, target, What.SENT, NoticeRule.TEST, List.of(matter))
                .saying(message);
    }
}
