package sitrep.http.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.engine.act.ActRows;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.known.KnownTask;
import sitrep.json.Json;
import sitrep.store.TaskQuery;

/**
 * What one listener is told, in the format of server-sent events. Each event carries the place in the log up to which
 * the listener then knows everything, so that it can go on from there after a break.
 */
final class ChangeEvents {
    /** Most tasks remembered as gone; past it one may be told gone again, which changes nothing. */
    private static final int GONE = 1_000;

    /** How long a browser waits before it connects anew. */
    private static final String RETRY = "retry: 2000\n";

    private static final byte[] END = bytes("\n\n");

    private final TaskQuery query;
    private final ActRows rows;
    private final OutputStream out;

    /** Tasks that were told not to match, the longest-untouched first. */
    private final Map<TaskId, Boolean> gone = new LinkedHashMap<>(16, 0.75f, true) {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Boolean> eldest) {
            return size() > GONE;
        }
    };

    private final long seq;
    private long known;

    /** @param from where a listener comes back from: until it has heard what it missed, it knows no more than that */
    ChangeEvents(TaskQuery query, ActRows rows, long seq, Optional<Long> from, OutputStream out) {
        this.query = query;
        this.rows = rows;
        this.seq = seq;
        this.out = out;
        this.known = from.orElse(seq);
    }

    void hello(Instant now) throws IOException {
        out.write(bytes(RETRY));
        event("hello", Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("seq", seq);
            json.writeStringProperty("now", now.toString());
            json.writeEndObject();
        }));
        out.flush();
    }

    void changes(List<KnownTask> tasks, List<Feed.Gone> joined) throws IOException {
        for (var task : joined) {
            gone(task);
        }
        for (var task : tasks) {
            task(task);
        }
        out.flush();
    }

    private void task(KnownTask task) throws IOException {
        known = Math.max(known, task.seq());
        var id = task.task().id();
        if (Board.matches(query, task)) {
            gone.remove(id);
            event("task", rows.of(task));
        } else if (gone.put(id, true) == null) {
            gone(id, Optional.empty());
        }
    }

    /** A task is none of its own any more, whatever the listener asked for. */
    private void gone(Feed.Gone task) throws IOException {
        known = Math.max(known, task.seq());
        gone.put(task.task(), true);
        gone(task.task(), Optional.of(task.joined()));
    }

    private void gone(TaskId id, Optional<TaskId> joined) throws IOException {
        event("gone", Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("id", id.text());
            joined.ifPresent(into -> json.writeStringProperty("joined", into.text()));
            json.writeEndObject();
        }));
    }

    void resync(long at, String why) throws IOException {
        known = at;
        gone.clear();
        event("resync", Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("seq", at);
            json.writeStringProperty("why", why);
            json.writeEndObject();
        }));
        out.flush();
    }

    /** A comment that keeps the connection open; the id beside it tells a browser how far it is without an event. */
    void keepAlive() throws IOException {
        out.write(bytes(": keep-alive\nid: " + known + "\n\n"));
        out.flush();
    }

    private void event(String name, String json) throws IOException {
        event(name, bytes(json));
    }

    private void event(String name, byte[] json) throws IOException {
        out.write(bytes("id: " + known + "\nevent: " + name + "\ndata: "));
        out.write(json);
        out.write(END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
