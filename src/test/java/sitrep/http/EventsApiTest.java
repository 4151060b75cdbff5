package sitrep.http;

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
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.http.TestServer.Reply;
import tools.jackson.databind.JsonNode;

class EventsApiTest {
    private static final String EVENTS = "/api/v1/events";
    private static final String PHASES = "queued starting reading_context researching planning editing testing"
            + " waiting_user waiting_approval waiting_dependency summarizing done failed stalled";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.inMemory();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply send(String type, String body, String... headers) {
        return server.post(EVENTS, type, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String phase(String task) {
        return server.get("/api/v1/tasks/" + task).json().get("phase").stringValue();
    }

    private static void assertTaken(Reply reply, int accepted) {
        assertEquals(202, reply.status(), reply.body());
        assertEquals(accepted, reply.json().get("accepted").intValue(), reply.body());
        assertEquals(0, reply.json().get("refused").intValue(), reply.body());
    }

    private static String cloud(String id, String task, String type, String data) {
        return "{'specversion':'1.0','id':'%s','source':'ci','type':'sitrep.%s','subject':'%s','data':%s}"
                .formatted(id, type, task, data);
    }

    private static void assertProblem(Reply reply, int status, String field, String found, String allowed) {
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
    void one_report_as_json() {
        var reply = send("application/json", "{'task':'json-1','phase':'testing','id':'r1'}");
        assertTaken(reply, 1);
        var item = reply.json().get("items").get(0);
        assertEquals("accepted", item.get("status").stringValue());
        assertEquals("r1", item.get("id").stringValue());
        assertEquals("json-1", item.get("task").stringValue());
        assertTrue(item.get("seq").longValue() > 0);
        assertFalse(item.has("ignored"));
        assertEquals("testing", phase("json-1"));
    }

    @Test
    void an_array_of_reports_and_events_as_json() {
        var cloud = cloud("a1", "json-2", "run.advanced", "{'phase':'editing'}");
        assertTaken(send("application/json; charset=UTF-8", "[{'task':'json-3','phase':'testing'}, " + cloud + "]"), 2);
        assertEquals("editing", phase("json-2"));
        assertEquals("testing", phase("json-3"));
    }

    @Test
    void curl_says_that_json_is_a_form() {
        assertTaken(send("application/x-www-form-urlencoded", " {'task':'form-1','phase':'planning'}"), 1);
        assertTaken(send("application/x-www-form-urlencoded", "[{'task':'form-1','phase':'editing'}]"), 1);
        assertEquals("editing", phase("form-1"));
        var form = send("application/x-www-form-urlencoded", "task=form-1&phase=done");
        assertEquals(415, form.status());
        assertEquals(
                "that of a form, with a body that is not JSON",
                form.json().get("found").stringValue());
    }

    @Test
    void lines_lost_by_curl_are_explained() {
        var reply = send("application/x-www-form-urlencoded", "{'task':'form-2'}{'task':'form-3'}");
        assertEquals(400, reply.status());
        assertTrue(reply.body().contains("--data-binary"), reply.body());
    }

    @Test
    void one_cloud_event_in_structured_mode() {
        var event = cloud("s1", "cloud-1", "run.advanced", "{'phase':'researching'}");
        assertTaken(send("application/cloudevents+json", event), 1);
        assertEquals("researching", phase("cloud-1"));
        assertProblem(
                send("application/cloudevents+json", "{'task':'cloud-1','phase':'done'}"),
                422,
                "specversion",
                "nothing",
                "1.0");
    }

    @Test
    void cloud_events_in_a_batch() {
        var batch = "[" + cloud("b1", "cloud-2", "run.advanced", "{'phase':'researching'}") + ","
                + cloud("b2", "cloud-2", "run.ended", "{'outcome':'succeeded'}") + "]";
        assertTaken(send("application/cloudevents-batch+json", batch), 2);
        assertEquals("done", phase("cloud-2"));
        assertTaken(send("application/cloudevents-batch+json", "[ ]"), 0);
        assertEquals(400, send("application/cloudevents-batch+json", "{}").status());
    }

    @Test
    void a_cloud_event_in_binary_mode() {
        var reply = send(
                "application/json",
                "{'phase':'planning'}",
                "ce-specversion",
                "1.0",
                "ce-id",
                "bin-1",
                "ce-source",
                "ci",
                "ce-type",
                "sitrep.run.advanced",
                "ce-subject",
                "bin%20%C3%BC",
                "ce-time",
                "2026-11-22T09:59:00Z");
        assertTaken(reply, 1);
        assertEquals("bin ü", reply.json().get("items").get(0).get("task").stringValue());
        var task = server.get("/api/v1/tasks/bin%20%C3%BC").json();
        assertEquals("planning", task.get("phase").stringValue());
        assertEquals("2026-11-22T09:59:00Z", task.get("since").stringValue());
    }

    @Test
    void a_binary_event_needs_all_its_attributes() {
        assertProblem(
                send(
                        "application/json",
                        "{'phase':'planning'}",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "bin-2",
                        "ce-type",
                        "x"),
                422,
                "source",
                "nothing",
                "a text");
        assertProblem(send("application/json", "{}", "ce-id", "bin-2"), 422, "specversion", "nothing", "a text");
        assertEquals(
                400,
                send("application/json", "{}", "ce-id", "bin%ZZ", "ce-specversion", "1.0")
                        .status());
    }

    @Test
    void newline_delimited_json() {
        var lines = "{'task':'nd-1','phase':'testing'}\r\n\n  \n{'task':'nd-2','phase':'editing'}\n"
                + cloud("n1", "nd-3", "task.opened", "{'name':'Three'}");
        assertTaken(send("application/x-ndjson", lines), 3);
        assertEquals("testing", phase("nd-1"));
        assertEquals("editing", phase("nd-2"));
        assertEquals("queued", phase("nd-3"));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'task':'p','reason':'hunger'}                        | reason          | 'hunger'         | user_input confirmation approval auth subagent external_api suspected_stall
            {'phase':'testing'}                                   | task            | nothing          | the task's id, 1 to 200 characters
            {'task':''}                                           | task            | an empty text    | 1 to 200 characters
            {'task':'p','time':'yesterday'}                       | time            | 'yesterday'      | a time as in RFC 3339, such as 2026-11-22T10:42:10Z
            {'task':'p','time':'1999-12-31T23:59:59Z'}            | time            | 1999-12-31T23:59:59Z | from 2000-01-01T00:00:00Z to a day ahead of this server's clock
            {'task':'p','time':'2026-11-24T10:00:00Z'}            | time            | 2026-11-24T10:00:00Z | from 2000-01-01T00:00:00Z to a day ahead of this server's clock
            {'task':'p','progress':'lots'}                        | progress        | 'lots'           | {"done":412,"total":913}, "412/913" or "45%"
            {'task':'p','outcome':'won'}                          | outcome         | 'won'            | succeeded cancelled timed_out lost failed
            {'task':'p','phase':'done','outcome':'failed'}        | phase           | 'done' with the outcome 'failed' | 'failed', which goes with that outcome, or no phase
            {'task':'p','links':[{'href':'javascript:alert(1)'}]} | links.href      | a link of another kind | http:// or https://
            {'task':'p','worker':{'id':'w','kind':'robot'}}       | worker.kind     | 'robot'          | main subagent acp process cron other
            {'task':'p','source':'sitrep'}                        | source          | 'sitrep'         | any other name; this one is Sitrep's own
            {'task':'p','pulse':0.5}                              | pulse           | 0 s              | 1 s to 3600 s
            [1]                                                   |                 |                  |
            """)
    void what_cannot_be_taken_in_is_refused_by_field_found_and_allowed(
            String body, String field, String found, String allowed) {
        if (field == null) {
            assertCause(
                    send("application/json", body).json().get("errors").get(0), "event", "the number '1'", "an object");
        } else {
            assertProblem(send("application/json", body), 422, field, found, allowed);
        }
    }

    @Test
    void verdicts_are_for_sitrep_itself() {
        var event = cloud("v1", "p", "stall.cleared", "{}");
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
        var problem =
                send("application/json", cloud("u1", "p", "task.eaten", "{}")).json();
        assertEquals("type", problem.get("field").stringValue());
        assertEquals("'sitrep.task.eaten'", problem.get("found").stringValue());
        assertTrue(problem.get("allowed").stringValue().contains("sitrep.task.opened"));
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
        assertTaken(send("application/json", "{'task':'long','update':'" + update.substring(1) + "'}"), 1);
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

    @Test
    void a_byte_order_mark_is_no_harm() {
        assertTaken(send("application/json", "\uFEFF{'task':'bom-1'}"), 1);
        assertTaken(send("application/x-ndjson", "\uFEFF{'task':'bom-2'}\n{'task':'bom-3'}"), 2);
        assertTaken(send("application/json", "\uFEFF[{'task':'bom-4'}]"), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,'text/plain'",
        "application/xml,'application/xml'",
        "application/json; charset=iso-8859-1,'application/json; charset=iso-8859-1'"
    })
    void other_kinds_of_bodies_are_refused(String type, String found) {
        var reply = send(type, "{'task':'a'}");
        assertEquals(415, reply.status());
        assertCause(
                reply.json(),
                "Content-Type",
                found.startsWith("'") ? found : "'" + found + "'",
                "application/json application/cloudevents+json application/cloudevents-batch+json"
                        + " application/x-ndjson application/x-www-form-urlencoded");
    }

    @Test
    void the_same_event_twice_is_a_duplicate() {
        var report = "{'task':'dup-1','name':'Twice','phase':'testing','id':'d1'}";
        assertTaken(send("application/json", report), 1);
        var again = send("application/json", report).json();
        assertEquals(0, again.get("accepted").intValue());
        assertEquals(1, again.get("duplicate").intValue());
        var item = again.get("items").get(0);
        assertEquals("duplicate", item.get("status").stringValue());
        assertEquals("dup-1", item.get("task").stringValue());
        assertFalse(item.has("seq"));
        var twice = send("application/json", "[{'task':'dup-2','id':'d2'},{'task':'dup-2','id':'d2'}]")
                .json();
        assertEquals(1, twice.get("accepted").intValue());
        assertEquals(1, twice.get("duplicate").intValue());
    }

    @Test
    void a_heartbeat_is_accepted_without_a_place() {
        assertTaken(send("application/json", "{'task':'beat','run':'r','phase':'testing'}"), 1);
        var beat = send("application/json", "{'task':'beat','run':'r'}");
        assertTaken(beat, 1);
        assertFalse(beat.json().get("items").get(0).has("seq"));
        assertEquals(
                1, server.get("/api/v1/tasks/beat/events").json().get("items").size());
    }

    @Test
    void a_typo_is_seen() {
        var item = send("application/json", "{'task':'typo','pahse':'testing','updaet':'x'}")
                .json()
                .get("items")
                .get(0);
        assertEquals("[\"pahse\",\"updaet\"]", item.get("ignored").toString());
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
    void ten_thousand_items_in_one_request_are_fine() {
        var lines = IntStream.range(0, 10_000)
                .mapToObj(i -> "{'task':'bulk-" + i % 50 + "','id':'bulk-" + i + "','update':'line " + i + "'}")
                .collect(Collectors.joining("\n"));
        assertTaken(send("application/x-ndjson", lines), 10_000);
        assertEquals(
                50, server.get("/api/v1/tasks/bulk-7").json().get("updates").size());
    }

    @Test
    void parameters_mean_nothing_here() {
        var reply = server.post(EVENTS + "?dry=1", "{\"task\":\"a\"}");
        assertEquals(400, reply.status());
        assertCause(reply.json(), "parameter", "'dry'", "no parameters");
    }

    @Test
    void what_was_acknowledged_is_in_every_list_at_once() {
        for (var i = 0; i < 50; i++) {
            server.report("{'task':'ryw-" + i + "','labels':{'story':'ryw'},'phase':'testing'}");
            var listed =
                    server.get("/api/v1/tasks?label=story:ryw&limit=500").json().get("items");
            assertEquals(i + 1, listed.size());
        }
    }
}
