package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.TestServer;
import sitrep.http.TestServer.Reply;
import tools.jackson.databind.JsonNode;

/** What is not taken in says which field, what was found there and what is allowed. */
class RefusalsTest {
    private static final String EVENTS = "/api/v1/events";
    private static final String PHASES = "queued starting reading_context researching planning editing testing"
            + " waiting_user waiting_approval waiting_dependency summarizing done failed stalled";
    private static final String REASONS = "user_input confirmation approval auth subagent external_api suspected_stall";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.inMemory();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply send(String type, String body) {
        return server.post(EVENTS, type, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String cloud(String type) {
        return "{'specversion':'1.0','id':'c','source':'ci','subject':'p','data':{},'type':'sitrep.%s'}"
                .formatted(type);
    }

    private static void refused(String body, String field, String found, String allowed) {
        assertProblem(send("application/json", body), 422, field, found, allowed);
    }

    static void assertProblem(Reply reply, int status, String field, String found, String allowed) {
        assertEquals(status, reply.status(), reply.body());
        assertEquals("application/problem+json", reply.header("content-type"));
        assertCause(reply.json(), field, found, allowed);
        assertEquals(status, reply.json().get("status").intValue());
        assertEquals(
                field + ": found " + found + "; allowed: " + allowed,
                reply.json().get("detail").stringValue());
    }

    private static void assertCause(JsonNode problem, String field, String found, String allowed) {
        assertEquals(field, problem.path("field").asString());
        assertEquals(found, problem.path("found").asString());
        assertEquals(allowed, problem.path("allowed").asString());
    }

    @Test
    void what_cannot_be_taken_in_is_refused_by_field_found_and_allowed() {
        refused("{'phase':'testing'}", "task", "nothing", "the task's id, 1 to 200 characters");
        refused("{'task':''}", "task", "an empty text", "1 to 200 characters");
        refused("{'task':'p','phase':'thinking'}", "phase", "'thinking'", PHASES);
        refused("{'task':'p','reason':'hunger'}", "reason", "'hunger'", REASONS);
        refused("{'task':'p','block':{'reason':'hunger'}}", "block.reason", "'hunger'", REASONS);
        refused("{'task':'p','outcome':'won'}", "outcome", "'won'", "succeeded cancelled timed_out lost failed");
        refused(
                "{'task':'p','phase':'done','outcome':'failed'}",
                "phase",
                "'done' with the outcome 'failed'",
                "'failed', which goes with that outcome, or no phase");
        refused(
                "{'task':'p','links':[{'href':'javascript:alert(1)'}]}",
                "links.href",
                "a link of another kind",
                "http:// or https://");
        refused(
                "{'task':'p','worker':{'id':'w','kind':'robot'}}",
                "worker.kind",
                "'robot'",
                "main subagent acp process cron other");
        refused("{'task':'p','source':'sitrep'}", "source", "'sitrep'", "any other name; this one is Sitrep's own");
        refused("{'task':'p','pulse':0.5}", "pulse", "0 s", "1 s to 3600 s");
        refused(
                "{'task':'p','progress':'lots'}",
                "progress",
                "'lots'",
                "{\"done\":412,\"total\":913}, \"412/913\" or \"45%\"");
    }

    @Test
    void times_that_cannot_be_are_refused() {
        var span = "from 2000-01-01T00:00:00Z to a day ahead of this server's clock";
        for (var time : new String[] {"1999-12-31T23:59:59Z", "2026-11-23T10:00:01Z"}) {
            refused("{'task':'p','time':'" + time + "'}", "time", time, span);
        }
        var example = "a time as in RFC 3339, such as 2026-11-22T10:42:10Z";
        refused("{'task':'p','time':'yesterday'}", "time", "'yesterday'", example);
    }

    @Test
    void what_is_no_object_is_refused() {
        var errors = send("application/json", "[1]").json().get("errors");
        assertCause(errors.get(0), "event", "the number '1'", "an object");
    }

    @Test
    void a_malformed_line_in_the_middle_loses_only_itself() {
        var reply = send("application/x-ndjson", "{'task':'mid-1'}\n{'task':'mid-2',\n{'task':'mid-3'}\n");
        assertEquals(202, reply.status());
        var answer = reply.json();
        assertEquals(2, answer.get("accepted").intValue());
        assertEquals(1, answer.get("refused").intValue());
        var problem = answer.get("items").get(1).get("problem");
        assertEquals("refused", answer.get("items").get(1).get("status").stringValue());
        assertEquals(400, problem.get("status").intValue());
        assertTrue(problem.get("detail").stringValue().startsWith("It is not JSON at line 1, column "));
        assertEquals(200, server.get("/api/v1/tasks/mid-3").status());
        assertEquals(404, server.get("/api/v1/tasks/mid-2").status());
    }

    @Test
    void a_refused_item_of_an_array_loses_only_itself() {
        var reply = send("application/json", "[{'task':'arr-1'},{'task':'arr-2','phase':'thinking'},{'task':'arr-3'}]");
        assertEquals(202, reply.status());
        assertCause(reply.json().get("items").get(1).get("problem"), "phase", "'thinking'", PHASES);
        assertEquals(2, reply.json().get("items").get(2).get("index").intValue());
        assertEquals(200, server.get("/api/v1/tasks/arr-3").status());
        assertEquals(404, server.get("/api/v1/tasks/arr-2").status());
    }

    @Test
    void a_batch_of_which_all_is_refused_says_why_for_each() {
        var reply = send("application/json", "[{'task':'no-1','phase':'thinking'},{'name':'nobody'},{'task':7}]");
        assertEquals(422, reply.status());
        var errors = reply.json().get("errors");
        assertEquals(3, errors.size());
        assertCause(errors.get(0), "phase", "'thinking'", PHASES);
        assertCause(errors.get(1), "task", "nothing", "the task's id, 1 to 200 characters");
        assertCause(errors.get(2), "task", "the number '7'", "a text");
        assertEquals(2, errors.get(2).get("index").intValue());
        var malformed = send("application/x-ndjson", "{\n[\n");
        assertEquals(400, malformed.status());
        assertEquals(2, malformed.json().get("errors").size());
        var mixed = send("application/x-ndjson", "{\n{'name':'nobody'}\n");
        assertEquals(422, mixed.status());
        assertEquals(2, mixed.json().get("errors").size());
    }

    @Test
    void verdicts_are_for_sitrep_itself() {
        var event = cloud("stall.cleared");
        assertProblem(
                send("application/cloudevents+json", event),
                422,
                "type",
                "'sitrep.stall.cleared'",
                "any other type; this one is for Sitrep's own verdicts");
        var ours = event.replace("'ci'", "'sitrep'").replace("stall.cleared", "report");
        assertEquals(
                "source",
                send("application/cloudevents+json", ours).json().get("field").stringValue());
    }

    @Test
    void an_unknown_type_is_refused_with_those_there_are() {
        var problem = send("application/json", cloud("task.eaten")).json();
        assertEquals("type", problem.get("field").stringValue());
        assertEquals("'sitrep.task.eaten'", problem.get("found").stringValue());
        assertTrue(problem.get("allowed").stringValue().contains("sitrep.task.opened"));
        assertTrue(problem.get("allowed").stringValue().contains("sitrep.report"));
        assertFalse(problem.get("allowed").stringValue().contains("sitrep.stall"), "nobody else may use those");
    }

    @Test
    void texts_that_are_too_long_are_refused() {
        var update = "x".repeat(2001);
        assertProblem(
                send("application/json", "{'task':'long','update':'" + update + "'}"),
                422,
                "update",
                "2001 characters",
                "at most 2000");
        assertProblem(
                send("application/json", "{'task':'" + "t".repeat(201) + "'}"),
                422,
                "task",
                "201 characters",
                "at most 200");
        var fits = send("application/json", "{'task':'long','update':'" + update.substring(1) + "'}");
        assertEquals(202, fits.status());
    }

    @Test
    void malformed_json_is_refused_with_its_place() {
        var reply = send("application/json", "{'task':'x',\n  oops}");
        assertEquals(400, reply.status());
        assertEquals("/problems/malformed", reply.json().get("type").stringValue());
        assertTrue(
                reply.json().get("detail").stringValue().startsWith("It is not JSON at line 2, column "), reply.body());
        assertFalse(reply.body().contains("oops"));
        assertEquals(400, send("application/json", "").status());
        assertEquals(400, send("application/x-ndjson", "\n\n").status());
        assertEquals(400, send("application/json", "[{'task':'a'}").status());
        assertEquals(400, send("application/json", "[{'task':'a'},]").status());
        assertEquals(400, send("application/json", "[{'task':'a'}] x").status());
    }

    @Test
    void nesting_has_a_limit() {
        var deep = "{'task':'deep','x':" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertEquals(400, send("application/json", deep).status());
    }

    @Test
    void what_is_not_utf8_is_refused() {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"task\":\"bad-".getBytes(StandardCharsets.UTF_8));
        body.write(0xC3);
        body.write(0x28);
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        var reply = server.post(EVENTS, "application/json", body.toByteArray());
        assertEquals(400, reply.status());
        assertEquals("It is not UTF-8.", reply.json().get("detail").stringValue());
        body.writeBytes("\n{\"task\":\"good-utf8\",\"name\":\"Grüße 👋\"}".getBytes(StandardCharsets.UTF_8));
        var mixed = server.post(EVENTS, "application/x-ndjson", body.toByteArray());
        assertEquals(202, mixed.status());
        assertEquals(1, mixed.json().get("refused").intValue());
        assertEquals(
                "Grüße 👋",
                server.get("/api/v1/tasks/good-utf8").json().get("name").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=iso-8859-1"})
    void other_kinds_of_bodies_are_refused(String type) {
        var reply = send(type, "{'task':'a'}");
        assertEquals(415, reply.status());
        assertCause(
                reply.json(),
                "Content-Type",
                "'" + type + "'",
                "application/json application/cloudevents+json application/cloudevents-batch+json"
                        + " application/x-ndjson application/x-www-form-urlencoded");
    }

    @Test
    void an_item_and_a_request_have_limits() {
        var large = "{'task':'large','x':'" + "y".repeat(256 * 1024) + "'}";
        assertProblem(send("application/json", large), 422, "item", large.length() + " bytes", "at most 262144 bytes");
        var lines =
                IntStream.rangeClosed(0, 10_000).mapToObj(_ -> "{'task':'m'}").collect(Collectors.joining("\n"));
        var many = send("application/x-ndjson", lines);
        assertEquals(413, many.status());
        assertCause(many.json(), "items", "more than 10000", "at most 10000 a request");
        assertEquals(404, server.get("/api/v1/tasks/m").status());
    }

    @Test
    void parameters_mean_nothing_here() {
        var reply = server.post(EVENTS + "?dry=1", "{\"task\":\"a\"}");
        assertEquals(400, reply.status());
        assertCause(reply.json(), "parameter", "'dry'", "no parameters");
    }
}
