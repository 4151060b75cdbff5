package sitrep.core;

import java.time.Instant;
import java.util.Optional;

/** Our own suspicion that a run has stalled, and our last word that it had not. */
public record Doubt(Optional<Said<Fact.StallSuspected>> suspected, Optional<Stamp> cleared) {

    static final Doubt NONE = new Doubt(Optional.empty(), Optional.empty());

    Doubt suspect(Fact.StallSuspected fact, Stamp stamp) {
        return new Doubt(Said.newest(suspected, fact, stamp), cleared);
    }

    Doubt clear(Stamp stamp) {
        return new Doubt(
                suspected,
                Optional.of(cleared.map(known -> Stamp.later(known, stamp)).orElse(stamp)));
    }

    /** The suspicion that holds: nothing cleared it, and nothing was heard of the run since the silence it is about. */
    Optional<Said<Fact.StallSuspected>> standing(Instant heard) {
        return suspected
                .filter(doubt -> !heard.isAfter(doubt.value().since()))
                .filter(doubt ->
                        cleared.map(stamp -> doubt.stamp().isAfter(stamp)).orElse(true));
    }
}
