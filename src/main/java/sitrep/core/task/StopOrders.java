package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;

/** What a run was told to do from outside: to stop, which it may not have done yet, or to pause. */
public record StopOrders(Optional<Said<Fact.RunStopping>> stopping, Optional<Said<Fact.RunPaused>> paused) {

    static final StopOrders NONE = new StopOrders(Optional.empty(), Optional.empty());

    StopOrders with(Fact.RunStopping fact, Stamp stamp) {
        return new StopOrders(Said.earliest(stopping, fact, stamp), paused);
    }

    StopOrders with(Fact.RunPaused fact, Stamp stamp) {
        return new StopOrders(stopping, Said.newest(paused, fact, stamp));
    }
}
