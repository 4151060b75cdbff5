package sitrep.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.otlp.Proto;
import sitrep.http.TestServer;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** What exporters send, and how it is answered. */
class OtlpApiTest {
    private static final String ROUTE = "/v1/traces";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String SPAN = "{'traceId':'5b8efff798038103d269b633813fc60c','spanId':'eee19b7ec3c1b174',"
            + "'startTimeUnixNano':'1795340000000000000','endTimeUnixNano':'1795340060000000000','name':'it',"
            + "'attributes':[{'key':'gen_ai.operation.name','value':{'stringValue':'invoke_agent'}}]}";

    private TestServer server = TestServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode recorded(String story) throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/recorded/otlp", story, "in.jsonl"));
        return Json.read(lines.getFirst()).path("traces");
    }

    /** All exports of a story: the route, and what is sent there. */
    private static List<Map.Entry<String, JsonNode>> all(String story) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/recorded/otlp", story, "in.jsonl")).stream()
                .map(Json::read)
                .map(line -> line.has("logs")
                        ? Map.entry("/v1/logs", line.path("logs"))
                        : Map.entry(ROUTE, line.path("traces")))
                .toList();
    }

    private static String export(String... spans) {
        return ("{'resourceSpans':[{'scopeSpans':[{'spans':[" + String.join(",", spans) + "]}]}]}").replace('\'', '"');
    }

    private static byte[] packed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    @Test
    void both_encodings_come_to_the_same_and_are_durable_when_answered() throws IOException {
        var export = recorded("sdk-nested-agents");
        var json = server.post(ROUTE, export.toString());
        assertEquals("200 {}", json.status() + " " + json.body());
        var board = server.get("/api/v1/tasks").json();
        assertEquals("planner", board.at("/items/0/name").asString());
        assertEquals("done", board.at("/items/0/phase").asString());
        var task = "/api/v1/tasks/" + board.at("/items/0/id").asString();
        var first = server.get(task).json();
        server.close();
        server = TestServer.inMemory();
        var proto = server.post(ROUTE, PROTOBUF, packed(Proto.of(export)), "Content-Encoding", "gzip");
        assertEquals("200 ", proto.status() + " " + proto.body());
        assertEquals(PROTOBUF, proto.header("content-type"));
        assertEquals(first, server.get(task).json());
        server.post(ROUTE, PROTOBUF, Proto.of(export));
        assertEquals(first, server.get(task).json());
    }

    @Test
    void what_is_no_span_is_counted_and_loses_no_other() {
        var reply = server.post(ROUTE, export("{'traceId':'1'}", SPAN, "7"));
        assertEquals(200, reply.status());
        assertEquals("2", reply.json().at("/partialSuccess/rejectedSpans").asString());
        assertTrue(reply.json().at("/partialSuccess/errorMessage").asString().contains("traceId"));
        assertEquals(1, server.get("/api/v1/tasks").json().path("items").size());
    }

    @Test
    void what_is_no_export_is_refused_in_its_own_encoding() {
        var json = server.post(ROUTE, "{");
        assertEquals(400, json.status());
        assertEquals(3, json.json().path("code").asInt());
        assertTrue(json.json().path("message").asString().contains("JSON"), json.body());
        var proto = server.post(ROUTE, PROTOBUF, new byte[] {10, 5});
        assertEquals(400, proto.status());
        assertEquals(PROTOBUF, proto.header("content-type"));
        assertTrue(proto.body().contains("longer than its message"), proto.body());
        assertEquals(415, server.post(ROUTE, "text/plain", "{}".getBytes(UTF_8)).status());
        var large = server.post(ROUTE, PROTOBUF, new byte[9 * 1024 * 1024]);
        assertEquals("413 " + PROTOBUF, large.status() + " " + large.header("content-type"));
    }

    @Test
    void a_body_that_unpacks_to_too_much_is_refused() throws IOException {
        var bomb = packed(new byte[64 * 1024 * 1024]);
        assertEquals(
                413,
                server.post(ROUTE, PROTOBUF, bomb, "Content-Encoding", "gzip").status());
        assertEquals(
                415,
                server.post(ROUTE, PROTOBUF, bomb, "Content-Encoding", "br").status());
    }

    @Test
    void what_cannot_be_kept_now_is_to_be_sent_again() {
        server.stopWriting();
        var reply = server.post(ROUTE, export(SPAN));
        assertEquals(503, reply.status());
        assertEquals("1", reply.header("retry-after"));
        assertEquals(14, reply.json().path("code").asInt());
    }

    @Test
    void log_records_add_to_the_turn_that_they_are_of_in_either_encoding() throws IOException {
        for (var export : all("codex-failed-patch").reversed()) {
            assertEquals(
                    200,
                    server.post(export.getKey(), export.getValue().toString()).status());
        }
        var task = "/api/v1/tasks/"
                + server.get("/api/v1/tasks").json().at("/items/0/id").asString();
        var first = server.get(task).json();
        assertTrue(first.path("updates").toString().contains("apply_patch verification failed"), first.toString());
        server.close();
        server = TestServer.inMemory();
        for (var export : all("codex-failed-patch").reversed()) {
            var reply = server.post(export.getKey(), PROTOBUF, Proto.of(export.getValue()));
            assertEquals("200 ", reply.status() + " " + reply.body());
        }
        assertEquals(first, server.get(task).json());
    }

    @Test
    void what_is_no_log_record_is_counted_and_refused_likewise() {
        var export = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[7,{}]}]}]}";
        var reply = server.post("/v1/logs", export);
        assertEquals("1", reply.json().at("/partialSuccess/rejectedLogRecords").asString());
        assertEquals(400, server.post("/v1/logs", "{").status());
        assertEquals(400, server.post("/v1/logs", PROTOBUF, new byte[] {10, 5}).status());
        assertEquals(415, server.post("/v1/logs", "text/plain", new byte[0]).status());
    }

    @Test
    void figures_are_passed_over_without_complaint() {
        assertEquals(200, server.post("/v1/metrics", "{\"resourceMetrics\":[]}").status());
        assertEquals(
                200, server.post("/v1/metrics", PROTOBUF, new byte[] {1, 2, 3}).status());
        assertEquals(415, server.post("/v1/metrics", "text/plain", new byte[0]).status());
        assertEquals(0, server.get("/api/v1/tasks").json().path("items").size());
    }

    @Test
    void the_token_is_asked_for_as_for_events() {
        server.close();
        server = TestServer.withToken("a-long-secret");
        assertEquals(401, server.post(ROUTE, export(SPAN)).status());
        assertEquals(
                200,
                server.post(ROUTE, export(SPAN), "Authorization", "Bearer a-long-secret")
                        .status());
        var get = server.send(
                server.request(ROUTE, "Authorization", "Bearer a-long-secret").GET());
        assertEquals(405, get.status());
    }
}
