package sitrep.http.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.LongEnough;
import sitrep.http.TestServer;
import sitrep.store.memory.MemoryStore;

/** What the server does at its limits, spoken to byte by byte. */
class LimitsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final ServerPace QUICK = new ServerPace(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    private static TestServer impatient() {
        return new TestServer(new MemoryStore(), Optional.empty(), Optional.empty(), QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String head(String framing, String... more) {
        return "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n" + framing
                + "\r\n" + String.join("", more) + "\r\n";
    }

    private static String statusLine(Socket socket) throws IOException {
        socket.setSoTimeout((int) LongEnough.DURATION.toMillis());
        var line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "closed" : line;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void eight_mebibytes_are_taken_and_a_byte_more_is_not() {
        var line = "{\"task\":\"t\",\"update\":\"" + "x".repeat(1000) + "\"}\n";
        var body = new StringBuilder();
        while (body.length() + line.length() <= 8 * MEBIBYTE) body.append(line);
        body.append(" ".repeat(8 * MEBIBYTE - body.length()));
        var largest = body.toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(
                202,
                server.post("/api/v1/events", "application/x-ndjson", largest).status());
        var larger =
                server.post("/api/v1/events", "application/x-ndjson", (body + " ").getBytes(StandardCharsets.UTF_8));
        assertEquals(413, larger.status());
        assertEquals("body", larger.json().get("field").stringValue());
        assertEquals("8388609 bytes", larger.json().get("found").stringValue());
        assertEquals("at most 8388608 bytes", larger.json().get("allowed").stringValue());
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_is_sent() throws IOException {
        for (var size : new long[] {8L * MEBIBYTE + 1, 1L << 40}) {
            try (var socket = new Socket("127.0.0.1", server.port())) {
                write(socket.getOutputStream(), head("Content-Length: " + size, "Expect: 100-continue\r\n"));
                assertEquals("HTTP/1.1 413 Request Entity Too Large", statusLine(socket));
            }
        }
    }

    @Test
    void a_body_in_chunks_without_end_is_cut_off() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            write(socket.getOutputStream(), head("Transfer-Encoding: chunked"));
            var chunk = Integer.toHexString(MEBIBYTE) + "\r\n" + " ".repeat(MEBIBYTE) + "\r\n";
            for (var i = 0; i < 9; i++) write(socket.getOutputStream(), chunk);
            write(socket.getOutputStream(), "0\r\n\r\n");
            assertTrue(statusLine(socket).startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void a_chunk_that_says_it_is_huge_is_refused_at_once() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            write(socket.getOutputStream(), head("Transfer-Encoding: chunked") + "7fffffff\r\n");
            assertTrue(statusLine(socket).startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void a_body_that_drips_is_given_up() throws IOException {
        try (var server = impatient();
                var socket = new Socket("127.0.0.1", server.port())) {
            write(socket.getOutputStream(), head("Content-Length: 1000"));
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return statusLine(socket);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                if (!answer.isDone()) write(socket.getOutputStream(), " ");
                return answer.isDone();
            });
            assertEquals("HTTP/1.1 408 Request Timeout", answer.join());
        }
    }

    @Test
    void a_body_that_never_comes_is_given_up() throws IOException {
        try (var server = impatient();
                var socket = new Socket("127.0.0.1", server.port())) {
            write(socket.getOutputStream(), head("Content-Length: 1000") + "{");
            var line = statusLine(socket);
            assertTrue(line.startsWith("HTTP/1.1 408 ") || line.equals("closed"), line);
        }
    }

    @Test
    void headers_that_never_end_are_given_up() throws IOException {
        try (var server = impatient();
                var socket = new Socket("127.0.0.1", server.port())) {
            write(socket.getOutputStream(), "GET / HTTP/1.1\r\nHost: localhost\r\n");
            var line = statusLine(socket);
            assertTrue(line.equals("closed") || line.startsWith("HTTP/1.1 4"), line);
        }
    }

    @Test
    void what_is_no_request_is_answered_in_the_shape_of_all_problems() throws IOException {
        for (var request : new String[] {
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
            head("Content-Length: 1", "Transfer-Encoding: chunked\r\n"),
            head("Content-Length: many"),
        }) {
            var answer = server.raw(request);
            var start = request.substring(0, Math.min(60, request.length())) + " -> " + answer;
            assertTrue(answer.startsWith("HTTP/1.1 4"), start);
            assertTrue(answer.contains("application/problem+json"), start);
            assertTrue(answer.contains("\"type\":\"/problems/"), start);
        }
    }

    @Test
    void a_connection_may_be_used_again_after_a_refusal() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            var out = socket.getOutputStream();
            socket.setSoTimeout((int) LongEnough.DURATION.toMillis());
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write(
                    out,
                    "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
            assertEquals("HTTP/1.1 415 Unsupported Media Type", in.readLine());
            write(out, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            for (var line = in.readLine(); !line.contains("HTTP/1.1 200"); line = in.readLine()) {
                assertTrue(in.ready() || !line.isEmpty(), "the second answer never came");
            }
        }
    }

    @Test
    void when_events_cannot_be_written_senders_are_told_to_try_again() {
        server.report("{'task':'t'}");
        server.stopWriting();
        var reply = server.post("/api/v1/events", "{\"task\":\"t\",\"phase\":\"done\"}");
        assertEquals(503, reply.status());
        assertEquals("1", reply.header("retry-after"));
        assertEquals("/problems/busy", reply.json().get("type").stringValue());
        assertEquals(503, server.post("/api/v1/tasks/t/dismissed", "").status());
        assertEquals(503, server.get("/health/ready").status());
        assertEquals(200, server.get("/health/live").status());
        assertEquals(200, server.get("/api/v1/tasks/t").status());
    }

    @Test
    void requests_that_run_come_to_their_end_when_the_server_stops() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) LongEnough.DURATION.toMillis());
            var body = "{\"task\":\"draining\"}";
            write(socket.getOutputStream(), head("Content-Length: " + body.length()) + body.substring(0, 5));
            assertEquals(200, server.get("/health/live").status());
            var closing = CompletableFuture.runAsync(server.app::close);
            await().until(() -> {
                try (var refused = new Socket("127.0.0.1", server.port())) {
                    return !refused.isConnected();
                } catch (IOException _) {
                    return true;
                }
            });
            write(socket.getOutputStream(), body.substring(5));
            assertEquals("HTTP/1.1 202 Accepted", statusLine(socket));
            closing.join();
        }
    }
}
