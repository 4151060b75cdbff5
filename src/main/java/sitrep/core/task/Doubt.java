package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;

/** Our own suspicion of a run, and our last word that there was nothing in it. */
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

    /** The suspicion that nothing we said later took back. */
    Optional<Said<Fact.StallSuspected>> open() {
        return suspected.filter(
                doubt -> cleared.map(stamp -> doubt.stamp().isAfter(stamp)).orElse(true));
    }
}
