package sitrep.connect;

import java.util.List;
import sitrep.core.Event;

/** The server's door, for connectors that live within it. */
public interface Door {

    /** Takes the events in, in order, and answers when they are durable; or when they cannot be taken now. */
    Delivery.Receipt take(List<Event> events);
}
