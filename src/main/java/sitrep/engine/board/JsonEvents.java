package sitrep.engine.board;

import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.json.EventJson;
import sitrep.store.EventCodec;

/** Events are kept as they travel: as CloudEvents in JSON, of which the log keeps id, source and subject apart. */
public final class JsonEvents implements EventCodec {
    @Override
    public byte[] encode(Event event) {
        return EventJson.encodeContent(event);
    }

    @Override
    public Event decode(Event.Key key, Optional<TaskId> task, byte[] bytes) {
        return EventJson.decodeContent(key, task, bytes);
    }
}
