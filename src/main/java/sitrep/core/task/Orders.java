package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;

/** What a run was told to do from outside: to stop, which it may not have done yet, or to pause. */
public record Orders(Optional<Said<Fact.RunStopping>> stopping, Optional<Said<Fact.RunPaused>> paused) {

    static final Orders NONE = new Orders(Optional.empty(), Optional.empty());

    Orders with(Fact.RunStopping fact, Stamp stamp) {
        return new Orders(Said.earliest(stopping, fact, stamp), paused);
    }

    Orders with(Fact.RunPaused fact, Stamp stamp) {
        return new Orders(stopping, Said.newest(paused, fact, stamp));
    }
}
