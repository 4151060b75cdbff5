package sitrep.core.standing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * Something that happened to a task, as a line of what happened.
 *
 * @param run whose moment it is; none where it is about the task as a whole
 */
public record Moment(Instant at, Optional<Teller> run, What what) {

    /**
     * The run that a moment is of.
     *
     * @param name what it goes by, for people
     */
    public record Teller(RunId run, String name) {}

    /** Its kind, in the closed vocabulary of the wire. */
    public enum Kind {
        BEGAN,
        GOES_ON,
        WAIT_BEGAN,
        WAIT_ENDED,
        STALL_BEGAN,
        STALL_ENDED,
        TRY_FAILED,
        ENDED;

        /** The word used on the wire, as in {@code wait_began}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }
    }

    /** What happened. */
    public sealed interface What {
        Kind kind();
    }

    /** The first that was heard of the task. */
    public record Began() implements What {
        @Override
        public Kind kind() {
            return Kind.BEGAN;
        }
    }

    /** It was there before the time that is looked at, and goes on. */
    public record GoesOn(Phase phase, Instant since) implements What {
        @Override
        public Kind kind() {
            return Kind.GOES_ON;
        }
    }

    /** @param until when the wait ended, if it did */
    public record WaitBegan(
            BlockReason reason, Optional<String> text, Optional<String> waitingOn, Optional<Instant> until)
            implements What {
        @Override
        public Kind kind() {
            return Kind.WAIT_BEGAN;
        }
    }

    public record WaitEnded(BlockReason reason, Optional<String> text, Optional<String> waitingOn, Instant since)
            implements What {
        @Override
        public Kind kind() {
            return Kind.WAIT_ENDED;
        }
    }

    /**
     * It was suspected to be stuck.
     *
     * @param since when it had gone silent
     * @param until when that was over, if it was
     */
    public record StallBegan(Instant since, Optional<Instant> until) implements What {
        @Override
        public Kind kind() {
            return Kind.STALL_BEGAN;
        }
    }

    public record StallEnded(Instant since) implements What {
        @Override
        public Kind kind() {
            return Kind.STALL_ENDED;
        }
    }

    /** A run came to no good end, and the task went on. */
    public record TryFailed(Outcome outcome, Optional<String> summary) implements What {
        @Override
        public Kind kind() {
            return Kind.TRY_FAILED;
        }
    }

    /** @param began when the task did */
    public record Ended(Outcome outcome, Optional<String> summary, Instant began) implements What {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }
    }
}
