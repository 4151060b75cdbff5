package sitrep.core.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/**
 * What a connector sees of a run from outside while the run itself says nothing: evidence for or against a stall. It
 * holds until another is said.
 *
 * @param text the numbers behind it, for people, as in {@code 98 % of a core, 3 processes}
 * @param until when it will be over, where that is known, by the source's clock
 */
public record Condition(Kind kind, Optional<String> text, Optional<Instant> until) {

    /** What can be seen from outside. */
    public enum Kind {
        /** It computes, or reads and writes. */
        BUSY,
        /** It waits on a socket. */
        NETWORK,
        /** It waits for somebody to connect to it, as a server does. */
        SERVING,
        /** It waits for something to be typed into it. */
        READING,
        /** Every thread of it waits for a lock. */
        DEADLOCKED,
        /** It was told to stop and can be told to go on. */
        SUSPENDED,
        /** It will try again by itself. */
        RETRYING,
        /** It says or does the same thing again and again. */
        REPEATING,
        /** It sleeps: no computing, no reading or writing, no socket, no change among its children. */
        QUIET;

        /** The word used on the wire, as in {@code reading}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words, in the order of the vocabulary. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }
    }

    public Condition {
        Check.text("condition.text", text, Limits.TEXT);
    }

    /** As in {@code busy (98 % of a core, 3 processes)}. */
    public String spoken() {
        return kind.word() + text.map(numbers -> " (" + numbers + ")").orElse("");
    }
}
