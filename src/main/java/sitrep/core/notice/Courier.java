package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings messages to one target. */
public interface Courier {

    /** What came of it. */
    sealed interface Receipt {

        /**
         * The target has it.
         *
         * @param how in a few words, as in {@code 204}
         */
        record Delivered(String how) implements Receipt {}

        /**
         * The target does not have it.
         *
         * @param pause how long it asked to be left alone, if it did
         * @param isFinal whether it said that it wants no more
         */
        record Failed(String why, Optional<Duration> pause, boolean isFinal) implements Receipt {}

        /** What may go better another time. */
        static Receipt failed(String why) {
            return new Failed(why, Optional.empty(), false);
        }
    }

    /**
     * Tries once, and waits for what comes of it; never for longer than it has a limit for.
     *
     * @param id the same at each try of the same message
     * @param now the time of this try
     */
    Receipt deliver(String id, NoticeMessage message, Instant now);
}
