package sitrep.store.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.text.Invalid;
import sitrep.store.EventLog;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.LoggedEvent;

/** What of the log was met and could not be read: all else goes on without it. */
final class UnreadableEvents {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEvents.class);

    private final Map<Long, String> reasons = new ConcurrentSkipListMap<>();

    void add(LoggedEvent event, RuntimeException why) {
        add(event.seq(), "Event " + event.seq(), reason(why));
    }

    void add(Chunk chunk, RuntimeException why) {
        var what = "The chunk of events " + chunk.first() + " to " + chunk.last();
        add(chunk.first(), what, "it is in a chunk up to " + chunk.last() + " of which " + why.getMessage());
    }

    private void add(long seq, String what, String why) {
        var isNew = reasons.size() < EventLog.UNREADABLE && reasons.putIfAbsent(seq, why) == null;
        if (isNew) LOG.error("{} of the log cannot be read and is left out: {}", what, why);
    }

    List<EventLog.Unreadable> all() {
        return reasons.entrySet().stream()
                .map(each -> new EventLog.Unreadable(each.getKey(), each.getValue()))
                .toList();
    }

    void clear() {
        reasons.clear();
    }

    /** What is wrong, without the contents that a message may quote. */
    static String reason(RuntimeException e) {
        return e instanceof Invalid invalid ? "its " + invalid.field() + " is not allowed" : "it is not an event";
    }
}
