package sitrep.core.event;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/**
 * An outcome with what was said about it.
 *
 * @param known how well its source knows it, where it said so
 * @param by who brought it about, where it was somebody, as whoever cancelled it
 * @param empty whether it was said to have ended well with nothing to show
 * @param retry when it is to be tried again
 */
public record End(
        Outcome outcome,
        Optional<String> summary,
        Optional<Certainty> known,
        Optional<String> by,
        boolean empty,
        Optional<Instant> retry) {
    public End {
        Check.text("summary", summary, Limits.SUMMARY);
        Check.text("by", by, Limits.NAME);
    }

    public End(Outcome outcome, Optional<String> summary) {
        this(outcome, summary, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    public boolean isReal() {
        return outcome != Outcome.LOST;
    }

    public boolean isGuess() {
        return known.filter(Certainty.GUESS::equals).isPresent();
    }

    /** The same as something that was stopped. */
    public End cancelled(Optional<String> who) {
        return new End(Outcome.CANCELLED, summary, known, by.or(() -> who), false, retry);
    }
}
