package sitrep.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.core.Task;
import sitrep.engine.Board;
import sitrep.engine.Feed;
import sitrep.engine.Known;
import sitrep.json.Json;
import sitrep.store.Query;

/**
 * What one listener is told, in the format of server-sent events. Each event carries the place in the log up to which
 * the listener then knows everything, so that it can go on from there after a break.
 */
final class Telling {
    /** Most tasks remembered as gone; past it one may be told gone again, which changes nothing. */
    private static final int GONE = 1_000;

    /** How long a browser waits before it connects anew. */
    private static final String RETRY = "retry: 2000\n";

    private final Query query;
    private final StringBuilder text = new StringBuilder();

    /** Tasks that were told not to match, the longest-untouched first. */
    private final Map<Task.Id, Boolean> gone = new LinkedHashMap<>(16, 0.75f, true) {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Task.Id, Boolean> eldest) {
            return size() > GONE;
        }
    };

    private final long seq;
    private long known;

    /** @param from where a listener comes back from: until it has heard what it missed, it knows no more than that */
    Telling(Query query, long seq, Optional<Long> from) {
        this.query = query;
        this.seq = seq;
        this.known = from.orElse(seq);
    }

    void hello(Instant now) {
        text.append(RETRY);
        event("hello", Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("seq", seq);
            out.writeStringProperty("now", now.toString());
            out.writeEndObject();
        }));
    }

    void task(Known task) {
        known = Math.max(known, task.seq());
        var id = task.task().id();
        if (Board.matches(query, task)) {
            gone.remove(id);
            event("task", task.json());
        } else if (gone.put(id, true) == null) {
            gone(id, Optional.empty());
        }
    }

    /** A task is none of its own any more, whatever the listener asked for. */
    void gone(Feed.Gone task) {
        known = Math.max(known, task.seq());
        gone.put(task.task(), true);
        gone(task.task(), Optional.of(task.joined()));
    }

    private void gone(Task.Id id, Optional<Task.Id> joined) {
        event("gone", Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("id", id.text());
            joined.ifPresent(into -> out.writeStringProperty("joined", into.text()));
            out.writeEndObject();
        }));
    }

    void resync(long at, String why) {
        known = at;
        gone.clear();
        event("resync", Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("seq", at);
            out.writeStringProperty("why", why);
            out.writeEndObject();
        }));
    }

    /** A comment that keeps the connection open; the id beside it tells a browser how far it is without an event. */
    void keepAlive() {
        text.append(": keep-alive\nid: ").append(known).append("\n\n");
    }

    private void event(String name, String json) {
        text.append("id: ").append(known);
        text.append("\nevent: ").append(name);
        text.append("\ndata: ").append(json).append("\n\n");
    }

    /** What is to be written; then it is forgotten. */
    String take() {
        var taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
