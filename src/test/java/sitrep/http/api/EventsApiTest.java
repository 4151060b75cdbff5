package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sitrep.core.text.Limits;
import sitrep.http.TestServer;
import sitrep.http.TestServer.Reply;

class EventsApiTest {
    private static final String EVENTS = "/api/v1/events";

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
        RefusalsTest.assertProblem(
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
        RefusalsTest.assertProblem(
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
        RefusalsTest.assertProblem(
                send("application/json", "{}", "ce-id", "bin-2"), 422, "specversion", "nothing", "a text");
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
    void a_byte_order_mark_is_no_harm() {
        assertTaken(send("application/json", "\uFEFF{'task':'bom-1'}"), 1);
        assertTaken(send("application/x-ndjson", "\uFEFF{'task':'bom-2'}\n{'task':'bom-3'}"), 2);
        assertTaken(send("application/json", "\uFEFF[{'task':'bom-4'}]"), 1);
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
    void ten_thousand_items_in_one_request_are_fine() {
        var lines = IntStream.range(0, 10_000)
                .mapToObj(i -> "{'task':'bulk-" + i % 50 + "','id':'bulk-" + i + "','update':'line " + i + "'}")
                .collect(Collectors.joining("\n"));
        assertTaken(send("application/x-ndjson", lines), 10_000);
        assertEquals(
                Limits.UPDATES,
                server.get("/api/v1/tasks/bulk-7").json().get("updates").size());
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
