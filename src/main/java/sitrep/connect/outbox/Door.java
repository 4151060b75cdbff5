package sitrep.connect.outbox;

import java.util.List;
import java.util.function.Consumer;
import sitrep.core.event.Event;

/** The server's door, for connectors that live within it. */
public interface Door {

    /**
     * Takes the events in, in order, and answers when they are durable; or when they cannot be taken now.
     *
     * @param refused is told of each event that never will be, by the name of the field that is out of bounds
     */
    Delivery.Receipt take(List<Event> events, Consumer<String> refused);
}
