package sitrep.engine.board;

import sitrep.core.event.Event;
import sitrep.json.EventJson;
import sitrep.store.EventCodec;

/** Events are kept as they travel: as CloudEvents in JSON. */
public final class JsonEvents implements EventCodec {
    @Override
    public byte[] encode(Event event) {
        return EventJson.encode(event);
    }

    @Override
    public Event decode(byte[] bytes) {
        return EventJson.decode(bytes);
    }
}
