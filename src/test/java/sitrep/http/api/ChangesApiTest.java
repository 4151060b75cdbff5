package sitrep.http.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;
import sitrep.http.server.ServerPace;
import sitrep.store.memory.MemoryStore;

class ChangesApiTest {
    private static final ServerPace QUICK = new ServerPace(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(new MemoryStore(), Optional.empty(), Optional.empty(), QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private long seq() {
        return server.get("/api/v1/summary").json().get("seq").longValue();
    }

    @Test
    void a_stream_begins_with_hello_and_tells_of_a_change() {
        server.report("{'task':'before'}");
        try (var listener = server.listen("")) {
            assertEquals(200, listener.status());
            assertEquals("text/event-stream", listener.type());
            var hello = listener.next();
            assertEquals("hello", hello.event());
            assertEquals(1, hello.json().get("seq").longValue());
            assertEquals("2026-11-22T10:00:00Z", hello.json().get("now").stringValue());
            server.report("{'task':'t','phase':'testing'}");
            var task = listener.next("task");
            assertEquals("t", task.json().get("id").stringValue());
            assertEquals(String.valueOf(seq()), task.id());
            assertEquals(server.get("/api/v1/tasks").json().get("items").get(0), task.json());
        }
    }

    @Test
    void who_comes_back_hears_what_was_missed_each_task_once() {
        server.report("{'task':'a','phase':'testing'}");
        var from = seq();
        for (var i = 0; i < 20; i++) server.report("{'task':'b','update':'" + i + "'}");
        server.report("{'task':'c'}");
        for (var way = 0; way < 2; way++) {
            var isHeader = way == 0;
            try (var listener = isHeader
                    ? server.listen("?after=0", "Last-Event-ID", String.valueOf(from))
                    : server.listen("?after=" + from)) {
                assertEquals(String.valueOf(from), listener.next("hello").id());
                var b = listener.next();
                assertEquals("b", b.json().get("id").stringValue());
                assertEquals("19", b.json().get("update").get("text").stringValue());
                var c = listener.next();
                assertEquals("c", c.json().get("id").stringValue());
                assertEquals(String.valueOf(from + 21), c.id());
                server.report("{'task':'a','phase':'editing'}");
                assertEquals("a", listener.next("task").json().get("id").stringValue());
            }
        }
    }

    @Test
    void who_missed_too_much_is_told_to_load_anew() {
        server.report("{'task':'first'}");
        var lines = IntStream.range(0, 6_000)
                .mapToObj(i -> "{\"task\":\"t" + i % 9 + "\"}")
                .collect(Collectors.joining("\n"));
        server.post("/api/v1/events", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
        try (var listener = server.listen("?after=1")) {
            listener.next("hello");
            var resync = listener.next();
            assertEquals("resync", resync.event());
            assertEquals(6001, resync.json().get("seq").longValue());
            assertEquals("6001", resync.id());
            assertFalse(resync.json().get("why").stringValue().isBlank());
            server.report("{'task':'after'}");
            assertEquals("after", listener.next("task").json().get("id").stringValue());
        }
    }

    @Test
    void a_place_that_never_was_means_another_log() {
        server.report("{'task':'t'}");
        try (var listener = server.listen("?after=99999")) {
            listener.next("hello");
            var resync = listener.next("resync");
            assertEquals(1, resync.json().get("seq").longValue());
            assertEquals("1", resync.id());
        }
    }

    @Test
    void a_filtered_stream_says_once_when_a_task_no_longer_matches() {
        try (var listener = server.listen("?attention=needs_you&label=team:a")) {
            listener.next("hello");
            server.report("{'task':'t','phase':'waiting_user','labels':{'team':'a'}}");
            assertEquals("t", listener.next("task").json().get("id").stringValue());
            server.report("{'task':'t','phase':'testing'}");
            server.report("{'task':'t','phase':'done'}");
            var gone = listener.next("gone");
            assertEquals("{\"id\":\"t\"}", gone.data());
            server.report("{'task':'t2','phase':'waiting_user','labels':{'team':'a'}}");
            var next = listener.next();
            while (next.event().equals("comment")) next = listener.next();
            assertEquals("task", next.event());
            assertEquals("t2", next.json().get("id").stringValue());
        }
    }

    @Test
    void a_quiet_stream_keeps_itself_open_and_says_how_far_it_is() {
        try (var listener = server.listen("?owner=Dana")) {
            assertEquals("0", listener.next("hello").id());
            assertEquals("0", listener.next("comment").id());
            server.report("{'task':'t'}");
            assertEquals("1", listener.next("gone").id());
            server.report("{'task':'t','phase':'testing'}");
            await().until(() -> listener.next("comment").id().equals("2"));
        }
    }

    @Test
    void listeners_are_counted() {
        assertEquals(0, server.feed.subscribers());
        var one = server.listen("");
        try (var two = server.listen("")) {
            one.next("hello");
            two.next("hello");
            assertEquals(2, server.feed.subscribers());
            one.close();
            await().until(() -> server.feed.subscribers() == 1);
        }
    }

    @Test
    void what_an_address_cannot_mean_is_refused() {
        for (var query :
                new String[] {"?q=x", "?limit=1", "?cursor=x", "?from=2026-11-22T10:00:00Z", "?after=-1", "?phase=x"}) {
            assertEquals(400, server.get("/api/v1/changes" + query).status(), query);
        }
        var reply = server.get("/api/v1/changes", "Last-Event-ID", "yesterday");
        assertEquals(400, reply.status());
        assertEquals("Last-Event-ID", reply.json().get("field").stringValue());
    }

    @Test
    void one_who_does_not_read_holds_up_nobody_and_is_cut_off() throws IOException {
        try (var deaf = new Socket("127.0.0.1", server.port());
                var listener = server.listen("")) {
            deaf.setReceiveBufferSize(4096);
            deaf.getOutputStream()
                    .write(("GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            await().until(() -> server.feed.subscribers() == 2);
            var lines = IntStream.range(0, 50)
                    .mapToObj(n -> "{\"task\":\"t" + n + "\",\"update\":\"" + "x".repeat(1900) + "\"}")
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            await().until(() -> {
                server.post("/api/v1/events", "application/x-ndjson", lines);
                listener.next("task");
                return server.feed.subscribers() == 1;
            });
            server.report("{'task':'last'}");
            while (!listener.next("task").json().get("id").stringValue().equals("last")) continue;
        }
    }

    @Test
    void streams_end_when_the_server_stops() {
        try (var listener = server.listen("")) {
            listener.next("hello");
            server.app.close();
            listener.next("end");
        }
    }
}
