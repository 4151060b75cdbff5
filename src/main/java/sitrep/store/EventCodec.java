package sitrep.store;

import sitrep.core.event.Event;

/** How an event is written down. What it once wrote it must be able to read for ever. */
public interface EventCodec {

    byte[] encode(Event event);

    /** @throws RuntimeException if the bytes are no event */
    Event decode(byte[] bytes);
}
