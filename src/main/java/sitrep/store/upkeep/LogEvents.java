package sitrep.store.upkeep;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.store.EventCodec;
import sitrep.store.EventLog;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.LoggedEvent;

/**
 * The events of a log, and what of it cannot be read.
 *
 * @param unreadable is told of the latter
 */
public record LogEvents(EventCodec codec, Consumer<EventLog.Unreadable> unreadable) {

    /** Goes through a log as far as it reaches now, whatever comes meanwhile. */
    public void all(LogChunks log, Consumer<EventLog.Entry> each) {
        var last = log.last();
        for (var place = 0L; place < last; ) {
            var chunks = log.after(place);
            if (chunks.isEmpty()) break;
            for (var chunk : chunks) {
                events(chunk, place, each);
                place = chunk.last();
            }
        }
    }

    private void events(Chunk chunk, long after, Consumer<EventLog.Entry> each) {
        for (var logged : unpacked(chunk, after)) {
            event(logged).ifPresent(event -> each.accept(new EventLog.Entry(logged.seq(), event)));
        }
    }

    private List<LoggedEvent> unpacked(Chunk chunk, long after) {
        try {
            return chunk.unpackKeys().after(after, chunk.bodies());
        } catch (RuntimeException e) {
            var why = "it is in a chunk up to " + chunk.last() + " of which " + e.getMessage();
            unreadable.accept(new EventLog.Unreadable(chunk.first(), why));
            return List.of();
        }
    }

    /** An event, if it can be read. */
    Optional<Event> event(LoggedEvent logged) {
        try {
            return Optional.of(codec.decode(logged.key(), logged.task().map(TaskId::new), logged.body()));
        } catch (RuntimeException e) {
            unreadable.accept(new EventLog.Unreadable(logged.seq(), reason(e)));
            return Optional.empty();
        }
    }

    /** What is wrong, without the contents that a message may quote. */
    private static String reason(RuntimeException e) {
        return e instanceof Invalid invalid ? "its " + invalid.field() + " is not allowed" : "it is not an event";
    }
}
