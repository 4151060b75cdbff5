package sitrep.store;

import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;

/** How an event is written down. What it once wrote it must be able to read for ever. */
public interface EventCodec {

    /** What an event says. Its key and its task may be left out: they are kept beside it. */
    byte[] encode(Event event);

    /** @throws RuntimeException if the bytes are no event */
    Event decode(Event.Key key, Optional<TaskId> task, byte[] bytes);
}
