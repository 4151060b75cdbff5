package sitrep.core;

import java.util.Optional;

/**
 * How one run ended. The earliest real outcome stands, whatever is heard later; {@code lost} holds only until a real
 * one is heard.
 */
public record Ends(Optional<Said<End>> real, Optional<Said<End>> lost) {

    /** An outcome with what was said about it. */
    public record End(Outcome outcome, Optional<String> summary) {

        boolean isReal() {
            return outcome != Outcome.LOST;
        }
    }

    static final Ends NONE = new Ends(Optional.empty(), Optional.empty());

    Ends with(End end, Stamp stamp) {
        return end.isReal()
                ? new Ends(Said.earliest(real, end, stamp), lost)
                : new Ends(real, Said.earliest(lost, end, stamp));
    }

    /** The one that stands. */
    Optional<Said<End>> standing() {
        return real.or(() -> lost);
    }
}
