package sitrep.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;
import sitrep.http.exchange.RequestBody;

/** What frames a body, and what packs it: what is allowed is taken in, and all else gets an answer that says why. */
class FramingTest {
    private static final String ITEM = "{\"task\":\"framed\",\"phase\":\"testing\"}";
    private static final String SIZE = Integer.toHexString(ITEM.length());

    private final TestServer server = TestServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String chunked(String body) {
        return "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    /** All that is answered to a request behind which nothing more comes. */
    private String answer(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void chunks_may_have_extensions_and_trailers() throws IOException {
        for (var body : List.of(
                SIZE + "\r\n" + ITEM + "\r\n0\r\n\r\n",
                SIZE + ";a=b\r\n" + ITEM + "\r\n0;last\r\n\r\n",
                "0" + SIZE + " ; name=\"v\"\r\n" + ITEM + "\r\n0\r\nX-Sum: 1\r\nX-Two: 2\r\n\r\n",
                "1\r\n{\r\n" + Integer.toHexString(ITEM.length() - 1) + "\r\n" + ITEM.substring(1) + "\r\n0\r\n\r\n")) {
            var answer = answer(chunked(body));
            assertTrue(answer.startsWith("HTTP/1.1 202 "), body + " -> " + answer);
        }
    }

    @Test
    void a_chunk_larger_than_any_buffer_arrives_whole() throws IOException {
        var item =
                "{\"task\":\"large\",\"goal\":\"" + "g".repeat(3_000) + "\",\"zzz\":\"" + "z".repeat(100_000) + "\"}";
        var answer = answer(chunked(Integer.toHexString(item.length()) + "\r\n" + item + "\r\n0\r\n\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 202 "), answer);
        assertEquals(
                3_000,
                server.get("/api/v1/tasks/large")
                        .json()
                        .get("goal")
                        .stringValue()
                        .length());
    }

    @Test
    void a_body_that_is_not_framed_as_it_says_is_the_senders_mistake() throws IOException {
        var head = "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        for (var request : List.of(
                head + "Content-Length: 500\r\n\r\n" + ITEM,
                chunked(SIZE + "\r\n" + ITEM.substring(0, 9)),
                chunked(SIZE + "\r\n" + ITEM + "\r\n"),
                chunked(SIZE + "\r\n" + ITEM + "XX0\r\n\r\n"),
                chunked("zz\r\n" + ITEM + "\r\n0\r\n\r\n"),
                chunked("-5\r\n" + ITEM + "\r\n0\r\n\r\n"),
                chunked("\r\n" + ITEM + "\r\n0\r\n\r\n"),
                chunked("0x20\r\n" + ITEM + "\r\n0\r\n\r\n"),
                chunked("fffffffffffffffffffff\r\n" + ITEM),
                chunked(SIZE + ";" + "e".repeat(30_000) + "\r\n" + ITEM + "\r\n0\r\n\r\n"),
                chunked(SIZE + "\n" + ITEM + "\n0\n\n"))) {
            var answer = answer(request);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), request + " -> " + answer);
            assertTrue(answer.contains("\"type\":\"/problems/"), answer);
        }
        assertEquals(404, server.get("/api/v1/tasks/framed").status());
    }

    @Test
    void who_speaks_something_else_is_told_so() throws IOException {
        assertTrue(answer("GET /health/live HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 505 "));
        for (var line : List.of(
                "hello",
                "GET /",
                "GET  HTTP/1.1",
                "GET / HTTP/9.9",
                "PRI * HTTP/2.0",
                "GET\t / HTTP/1.1",
                "G\u0000T / HTTP/1.1",
                "{} / HTTP/1.1",
                "\u00e9 / HTTP/1.1")) {
            var answer = answer(line + "\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 4"), line + " -> " + answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    @Test
    void a_packed_body_is_unpacked_up_to_the_limit_of_all_bodies() throws IOException {
        var gzip = new String[] {"Content-Encoding", "gzip"};
        assertEquals(
                202,
                server.post("/api/v1/events", "application/json", gzip(ITEM), gzip)
                        .status());
        var bomb = server.post("/api/v1/events", "application/json", gzip(" ".repeat(RequestBody.LIMIT + 1)), gzip);
        assertEquals(413, bomb.status());
        var cut = gzip(ITEM.repeat(50));
        var broken =
                server.post("/api/v1/events", "application/json", java.util.Arrays.copyOf(cut, cut.length - 9), gzip);
        assertEquals(400, broken.status());
        assertEquals(
                400,
                server.post("/api/v1/events", "application/json", ITEM.getBytes(StandardCharsets.UTF_8), gzip)
                        .status());
    }

    @Test
    void another_packing_is_refused_with_what_is_allowed() {
        var reply = server.post("/api/v1/events", ITEM, "Content-Encoding", "br");
        assertEquals(415, reply.status());
        assertEquals("gzip identity", reply.json().get("allowed").stringValue());
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
