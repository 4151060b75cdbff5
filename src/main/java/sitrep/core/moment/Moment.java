package sitrep.core.moment;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.act.Receipt;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * Something that happened to a task, as a line of what happened.
 *
 * @param run whose moment it is; none where it is about the task as a whole
 * @param stamp the event behind it; none where the time that is looked at begins
 */
public record Moment(Instant at, Optional<Teller> run, What what, Optional<Stamp> stamp) {

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
        LOSS_BEGAN,
        LOSS_ENDED,
        ACT,
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
        default Kind kind() {
            return switch (this) {
                case Began _ -> Kind.BEGAN;
                case GoesOn _ -> Kind.GOES_ON;
                case WaitBegan _ -> Kind.WAIT_BEGAN;
                case WaitEnded _ -> Kind.WAIT_ENDED;
                case StallBegan _ -> Kind.STALL_BEGAN;
                case StallEnded _ -> Kind.STALL_ENDED;
                case LossBegan _ -> Kind.LOSS_BEGAN;
                case LossEnded _ -> Kind.LOSS_ENDED;
                case Acted _ -> Kind.ACT;
                case TryFailed _ -> Kind.TRY_FAILED;
                case Ended _ -> Kind.ENDED;
            };
        }
    }

    /** The first that was heard of the task. */
    public record Began() implements What {}

    /** It was there before the time that is looked at, and goes on. */
    public record GoesOn(Phase phase, Instant since) implements What {}

    /** @param until when the wait ended, if it did */
    public record WaitBegan(
            BlockReason reason, Optional<String> text, Optional<String> waitingOn, Optional<Instant> until)
            implements What {}

    public record WaitEnded(BlockReason reason, Optional<String> text, Optional<String> waitingOn, Instant since)
            implements What {}

    /**
     * It was suspected to be stuck.
     *
     * @param why what exactly was suspected, and by which limit
     * @param since when it had gone silent
     * @param until when that was over, if it was
     */
    public record StallBegan(String why, Instant since, Optional<Instant> until) implements What {}

    /**
     * That is over.
     *
     * @param isCleared whether it proved to be alive; otherwise it ended
     */
    public record StallEnded(String why, Instant since, boolean isCleared) implements What {}

    /**
     * It was taken for lost, wrongly.
     *
     * @param why what was said of that
     * @param until when it was heard again
     */
    public record LossBegan(Optional<String> why, Instant until) implements What {}

    /**
     * It was heard again.
     *
     * @param how as in {@code Heard again 12m after it was given up for lost}
     */
    public record LossEnded(String how, Instant since) implements What {}

    /** Somebody asked something of its source. */
    public record Acted(Receipt receipt) implements What {}

    /** A run came to no good end, and the task went on. */
    public record TryFailed(Outcome outcome, Optional<String> summary) implements What {}

    /** @param began when the task did */
    public record Ended(Outcome outcome, Optional<String> summary, Instant began) implements What {}
}
