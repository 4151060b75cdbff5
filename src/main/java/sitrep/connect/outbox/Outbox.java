package sitrep.connect.outbox;

import java.util.List;
import sitrep.core.event.Event;

/** The way of a connector's events to the server. What is observed never waits for it. */
public interface Outbox extends AutoCloseable {

    /** Takes the events and returns at once. They are delivered in this order, at least once, when that is possible. */
    void put(List<Event> events);

    /** Makes a last short try to deliver what is left; the rest is kept for another process to deliver. */
    @Override
    void close();
}
