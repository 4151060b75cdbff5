package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.PassingStore;
import sitrep.store.StoreFailure;

/** Foreign text stays text, secrets stay out, and the log holds neither. */
class HostileTest {
    private static final String SECRET = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String TOKEN = "token-of-this-server-7291";
    private static final String MARKED = "marked-contents-5520";

    /** Keeps all that is logged while it is open. */
    private static final class Kept extends Handler implements AutoCloseable {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final Logger root = Logger.getLogger("");

        Kept() {
            setLevel(Level.ALL);
            setFormatter(new SimpleFormatter());
            root.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(getFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }

        String all() {
            return String.join("", lines);
        }
    }

    @Test
    void markup_and_control_characters_do_nothing() {
        try (var server = TestServer.inMemory()) {
            server.post(
                    "/api/v1/events",
                    "{\"task\":\"<img src=x onerror=alert(1)>\",\"name\":\"<script>alert(1)</script>\","
                            + "\"phase\":\"waiting_user\","
                            + "\"text\":\"\\u001b[2J\\u001b]0;owned\\u0007ask\\u202e\\u0000\"}");
            var list = server.get("/api/v1/tasks");
            assertEquals("application/json", list.header("content-type"));
            assertEquals("nosniff", list.header("x-content-type-options"));
            var task = list.json().get("items").get(0);
            assertEquals("<script>alert(1)</script>", task.get("name").stringValue());
            assertEquals("ask", task.get("block").get("text").stringValue());
            var notFound = server.get("/api/v1/tasks/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
            assertEquals("application/problem+json", notFound.header("content-type"));
            var control = server.post("/api/v1/events", "{\"task\":\"a\\nb\"}");
            assertEquals(422, control.status());
            assertEquals("control characters", control.json().get("found").stringValue());
        }
    }

    @Test
    void a_line_break_in_foreign_text_does_not_make_an_event_of_a_stream() {
        try (var server = TestServer.inMemory();
                var listener = server.listen("")) {
            listener.next("hello");
            server.post("/api/v1/events", "{\"task\":\"t\",\"goal\":\"one\\n\\nevent: gone\\ndata: {}\\n\\n\"}");
            var told = listener.next();
            assertEquals("task", told.event());
            assertTrue(told.json().get("goal").stringValue().startsWith("one\n"));
        }
    }

    @Test
    void a_line_break_in_an_address_does_not_make_a_header() {
        try (var server = TestServer.withToken(TOKEN)) {
            var reply = server.get("/tasks/a%0d%0aX-Evil:%201?token=" + TOKEN);
            assertEquals(303, reply.status());
            assertEquals("", reply.header("x-evil"));
        }
    }

    @Test
    void secrets_do_not_come_back() {
        try (var server = TestServer.inMemory()) {
            server.post(
                    "/api/v1/events",
                    "{\"task\":\"t\",\"phase\":\"waiting_approval\","
                            + "\"text\":\"git push https://me:hunter22@git.example\","
                            + "\"update\":\"export GITHUB_TOKEN=" + SECRET
                            + "\",\"next\":{\"text\":\"run\",\"command\":\"curl -H 'Authorization: Bearer "
                            + SECRET + "'\"}}");
            for (var path : new String[] {
                "/api/v1/tasks/t", "/api/v1/tasks", "/api/v1/tasks/t/events", "/api/v1/tasks/t/why", "/api/v1/summary"
            }) {
                var body = server.get(path).body();
                assertFalse(body.contains(SECRET), path);
                assertFalse(body.contains("hunter22"), path);
            }
            assertTrue(server.get("/api/v1/tasks/t").body().contains("[redacted"));
        }
    }

    @Test
    void neither_contents_nor_tokens_are_logged_whatever_goes_wrong() {
        try (var kept = new Kept()) {
            try (var server = new TestServer(new Failing(), Optional.of(TOKEN))) {
                var bearer = new String[] {"Authorization", "Bearer " + TOKEN};
                var body = "{\"task\":\"" + MARKED + "\",\"update\":\"" + MARKED + " " + SECRET + "\"}";
                assertEquals(202, server.post("/api/v1/events", body, bearer).status());
                assertEquals(
                        422,
                        server.post("/api/v1/events", body.replace("update", "phase"), bearer)
                                .status());
                assertEquals(
                        400, server.post("/api/v1/events", body + "}", bearer).status());
                assertEquals(
                        415,
                        server.post("/api/v1/events", MARKED, body.getBytes(StandardCharsets.UTF_8), bearer)
                                .status());
                assertEquals(
                        401,
                        server.post("/api/v1/events", body, "Authorization", "Bearer " + SECRET)
                                .status());
                assertEquals(
                        404,
                        server.get("/api/v1/tasks/" + MARKED + "-not", bearer).status());
                assertEquals(
                        400,
                        server.get("/api/v1/tasks?" + MARKED + "=1", bearer).status());
                assertEquals(401, server.get("/?token=" + SECRET).status());
                assertEquals(303, server.get("/?token=" + TOKEN).status());
                assertEquals(
                        500,
                        server.get("/api/v1/tasks/" + MARKED + "/events", bearer)
                                .status());
                var failed = server.post("/api/v1/events", body.replace("update", "goal"), bearer);
                assertEquals(503, failed.status());
                assertEquals("/problems/nothing-kept", failed.json().get("type").stringValue());
            }
            var log = kept.all();
            assertTrue(log.contains("GET /api/v1/tasks/{id}/events failed: java.lang.IllegalStateException"), log);
            for (var secret : new String[] {MARKED, SECRET, TOKEN}) {
                assertFalse(log.contains(secret), log);
            }
        }
    }

    /** A store that breaks in both ways there are, with contents in what it says. */
    private static final class Failing extends PassingStore {
        private int appends;

        @Override
        public List<OptionalLong> append(List<Event> events) {
            if (appends++ > 0) throw new StoreFailure("The disk is full.");
            return super.append(events);
        }

        @Override
        public List<Entry> ofTask(TaskId task, long after, int limit) {
            if (limit == 101) throw new IllegalStateException("broken at " + task.text());
            return super.ofTask(task, after, limit);
        }
    }
}
