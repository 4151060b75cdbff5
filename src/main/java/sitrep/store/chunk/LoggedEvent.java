package sitrep.store.chunk;

import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;

/**
 * An event as the log keeps it.
 *
 * @param seq its place
 * @param task the name of its task as it stands in the log
 * @param body what it says, without its key and task
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoggedEvent(long seq, String source, String id, Optional<String> task, byte[] body) {

    public static LoggedEvent of(long seq, Event event, byte[] body) {
        return new LoggedEvent(
                seq, event.key().source(), event.key().id(), event.task().map(TaskId::text), body);
    }

    public Event.Key key() {
        return new Event.Key(source, id);
    }
}
