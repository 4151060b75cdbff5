package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

class TriageApiTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
        server.report("{'task':'asks','phase':'waiting_user','text':'Which branch?'}");
        server.report("{'task':'ended','phase':'done','owner':{'name':'Dana','where':'#release'}}");
        server.report("{'task':'works','phase':'testing'}");
        server.clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode note(String task, String note, String body) {
        var reply = server.post("/api/v1/tasks/" + task + "/" + note, body.replace('\'', '"'));
        assertEquals(200, reply.status(), reply.body());
        assertTrue(reply.json().has("runs"));
        assertEquals(reply.body(), server.get("/api/v1/tasks/" + task).body());
        return reply.json();
    }

    private static String attention(JsonNode task) {
        return task.get("attention").stringValue();
    }

    @Test
    void a_result_that_was_reported_settles_the_task() {
        assertEquals("unreported", attention(server.get("/api/v1/tasks/ended").json()));
        var task = note("ended", "reported", "");
        assertEquals("settled", attention(task));
        assertEquals("Dana", task.get("reported").get("to").stringValue());
        assertEquals("2026-11-22T10:01:00Z", task.get("reported").get("at").stringValue());
    }

    @Test
    void reported_says_to_whom_and_how() {
        var task = note("ended", "reported", "{'to':'#ops','how':'by mail','by':'Kim'}");
        assertEquals(
                "{\"to\":\"#ops\",\"how\":\"by mail\",\"at\":\"2026-11-22T10:01:00Z\"}",
                task.get("reported").toString());
        assertEquals(
                "marked by Kim",
                note("ended", "reported", "{'by':'Kim'}")
                        .get("reported")
                        .get("how")
                        .stringValue());
        server.report("{'task':'nobodys','phase':'done'}");
        assertEquals(
                "operator",
                note("nobodys", "reported", "{}").get("reported").get("to").stringValue());
    }

    @Test
    void there_is_nothing_to_report_of_a_task_that_has_not_ended() {
        var reply = server.post("/api/v1/tasks/works/reported", "");
        assertEquals(409, reply.status());
        assertEquals("/problems/not-ended", reply.json().get("type").stringValue());
        assertEquals(
                "The task is testing; its result can be marked as reported once it is done or failed.",
                reply.json().get("detail").stringValue());
    }

    @Test
    void a_mark_counts_although_the_sources_clock_is_ahead() {
        server.report("{'task':'ahead','phase':'done','time':'2026-11-22T15:00:00Z'}");
        assertEquals("settled", attention(note("ahead", "reported", "")));
        server.report("{'task':'ahead-2','phase':'waiting_user','time':'2026-11-22T15:00:00Z'}");
        assertEquals("settled", attention(note("ahead-2", "dismissed", "")));
    }

    @Test
    void acknowledged_stays_in_its_place() {
        var task = note("asks", "acknowledged", "{'by':'Dana'}");
        assertEquals("needs_you", attention(task));
        assertEquals(
                "{\"by\":\"Dana\",\"at\":\"2026-11-22T10:01:00Z\"}",
                task.get("acknowledged").toString());
    }

    @Test
    void dismissed_is_settled_until_restored() {
        assertEquals("settled", attention(note("asks", "dismissed", "{'by':'Dana'}")));
        server.clock.advance(Duration.ofMinutes(1));
        assertEquals("needs_you", attention(note("asks", "restored", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                       | 2026-11-22T11:01:00Z
            {}                                       | 2026-11-22T11:01:00Z
            {'for':'30m'}                            | 2026-11-22T10:31:00Z
            {'for':'1h30m'}                          | 2026-11-22T11:31:00Z
            {'for':'2d'}                             | 2026-11-24T10:01:00Z
            {'for':'1d12h'}                          | 2026-11-23T22:01:00Z
            {'for':'PT90S'}                          | 2026-11-22T10:02:30Z
            {'until':'2026-11-22T18:00:00+01:00'}    | 2026-11-22T17:00:00Z
            """)
    void snoozed_leaves_the_front_for_a_while(String body, String until) {
        var task = note("asks", "snoozed", body == null ? "" : body);
        assertEquals("working", attention(task));
        assertEquals(until, task.get("snoozedUntil").stringValue());
    }

    @Test
    void snoozed_until_it_changes_comes_back_with_the_next_change() {
        var task = note("asks", "snoozed", "{'until':'change'}");
        assertEquals("snoozed", task.get("shelf").stringValue());
        assertFalse(task.has("snoozedUntil"));
        server.clock.advance(Duration.ofDays(3));
        server.report("{'task':'asks','phase':'testing'}");
        assertFalse(server.get("/api/v1/tasks/asks").json().has("shelf"));
    }

    @Test
    void what_lies_on_a_shelf_is_told_apart_and_asked_for_apart() {
        server.report("{'task':'asks-2','phase':'waiting_user','text':'Which?'}");
        server.report("{'task':'asks-3','phase':'waiting_user','text':'Which?'}");
        server.clock.advance(Duration.ofMinutes(1));
        assertEquals(
                "on_it",
                note("asks", "acknowledged", "{'by':'Dana'}").get("shelf").stringValue());
        assertEquals("dismissed", note("asks-2", "dismissed", "").get("shelf").stringValue());
        assertEquals("snoozed", note("works", "snoozed", "").get("shelf").stringValue());
        var summary = server.get("/api/v1/summary").json();
        assertEquals(
                "1 task needs you (1 more has somebody on it), 1 is done but unreported.",
                summary.get("sentence").stringValue());
        assertEquals(
                "{\"on_it\":1,\"snoozed\":1,\"dismissed\":1}",
                summary.get("shelves").toString());
        assertEquals(2, summary.get("counts").get("needs_you").intValue());
        assertEquals(1, summary.get("unshelved").get("needs_you").intValue());
        assertEquals("asks-3", summary.get("needs").get(0).get("id").stringValue());
        for (var shelf : new String[] {"on_it asks", "dismissed asks-2", "snoozed works"}) {
            var items = server.get("/api/v1/tasks?shelf=" + shelf.split(" ")[0])
                    .json()
                    .get("items");
            assertEquals(1, items.size(), shelf);
            assertEquals(shelf.split(" ")[1], items.get(0).get("id").stringValue());
        }
        assertEquals(
                2, server.get("/api/v1/tasks?shelf=none").json().get("items").size());
        var because = server.get("/api/v1/tasks/asks/why?field=shelf").json();
        assertTrue(because.toString().contains("Somebody said that they are on it"), because.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'for':'soon'} | for   | 'soon' | a time span such as 30m, 1h, 1h30m or 2d, up to a year
            {'for':'-1h'} | for   | '-1h'  | a time span such as 30m, 1h, 1h30m or 2d, up to a year
            {'for':'9999d'} | for   | '9999d' | a time span such as 30m, 1h, 1h30m or 2d, up to a year
            {'until':'tomorrow'} | until | 'tomorrow' | a time as in RFC 3339, such as 2026-11-22T10:42:10Z, or change
            {'until':'2026-11-22T09:00:00Z'}        | until | '2026-11-22T09:00:00Z' | a time from now to a year ahead
            {'for':'1h','until':'2026-11-22T12:00:00Z'} | for | 'until' beside it | one of the two
            {'fro':'1h'}                            | body  | the field 'fro' | until for by
            {'by':7}                                | by    | something else | a text
            [1]                                     | body  | something else | a JSON object, or nothing
            """)
    void a_note_that_means_nothing_is_refused(String body, String field, String found, String allowed) {
        var reply = server.post("/api/v1/tasks/asks/snoozed", body.replace('\'', '"'));
        assertEquals(422, reply.status(), reply.body());
        assertEquals(field, reply.json().get("field").stringValue());
        assertEquals(found, reply.json().get("found").stringValue());
        assertEquals(allowed, reply.json().get("allowed").stringValue());
        assertFalse(server.get("/api/v1/tasks/asks").json().has("snoozedUntil"));
    }

    @Test
    void notes_are_events_of_the_operator() {
        note("asks", "acknowledged", "{'by':'Dana'}");
        var events = server.get("/api/v1/tasks/asks/events").json().get("items");
        var last = events.get(events.size() - 1);
        assertEquals("operator", last.get("source").stringValue());
        assertEquals("sitrep.task.noted", last.get("type").stringValue());
        assertEquals(
                "{\"note\":\"acknowledged\",\"by\":\"Dana\"}", last.get("data").toString());
    }

    @Test
    void nobody_notes_anything_on_a_task_that_is_not_there() {
        for (var note : new String[] {"reported", "acknowledged", "snoozed", "dismissed", "restored"}) {
            assertEquals(404, server.post("/api/v1/tasks/nobody/" + note, "{}").status());
        }
        assertEquals(404, server.post("/api/v1/tasks/asks/eaten", "{}").status());
        assertEquals(404, server.get("/api/v1/tasks/nobody").status());
    }

    @Test
    void a_malformed_note_is_refused() {
        var reply = server.post("/api/v1/tasks/asks/dismissed", "{");
        assertEquals(400, reply.status());
        assertEquals("needs_you", attention(server.get("/api/v1/tasks/asks").json()));
        var large = new byte[65 * 1024];
        assertEquals(
                413,
                server.post("/api/v1/tasks/asks/dismissed", "application/json", large)
                        .status());
    }

    @Test
    void curl_can_note_without_a_body_or_with_its_own_type() {
        var path = "/api/v1/tasks/asks/acknowledged";
        var body = "{\"by\":\"curl\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                200,
                server.post(path, "application/x-www-form-urlencoded", body).status());
        assertEquals(
                200,
                server.send(server.request(path).POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .status());
    }

    @Test
    void what_operators_call_a_task_stands_whatever_its_source_says() {
        assertEquals(
                "Mine",
                note("works", "renamed", "{'name':'Mine','by':'Kim'}")
                        .get("name")
                        .stringValue());
        server.report("{'task':'works','name':'Theirs','phase':'testing'}");
        var task = server.get("/api/v1/tasks/works").json();
        assertEquals("Mine", task.get("name").stringValue());
        assertEquals("Theirs", task.get("givenName").stringValue());
        assertEquals(1, server.get("/api/v1/tasks?q=theirs").json().get("items").size(), "found by either name");
        task = note("works", "renamed", "");
        assertEquals("Theirs", task.get("name").stringValue());
        assertFalse(task.has("givenName"));
    }

    @Test
    void labels_are_put_on_and_taken_off_whoever_gave_them() {
        server.report("{'task':'works','labels':{'team':'blue','release':'2.4'}}");
        assertEquals(
                "red",
                note("works", "labelled", "{'label':'team','value':'red'}")
                        .at("/labels/team")
                        .asString());
        assertEquals(
                1,
                server.get("/api/v1/tasks?label=team:red").json().get("items").size());
        assertFalse(
                note("works", "labelled", "{'label':'release'}").get("labels").has("release"));
        server.report("{'task':'works','labels':{'release':'2.5'}}");
        assertFalse(server.get("/api/v1/tasks/works").json().get("labels").has("release"));
        assertEquals(422, server.post("/api/v1/tasks/works/labelled", "{}").status());
    }

    @Test
    void notes_in_words_are_told_in_lists_and_can_be_undone() {
        note("asks", "remarked", "{'text':'Ask Dana','by':'Kim'}");
        server.clock.advance(Duration.ofMinutes(1));
        var task = note("asks", "remarked", "{'text':'She is away'}");
        assertEquals(2, task.get("notes").size());
        assertEquals("Ask Dana", task.at("/notes/0/text").asString());
        assertEquals(
                "She is away",
                server.get("/api/v1/tasks").json().at("/items/0/note/text").asString());
        server.clock.advance(Duration.ofMinutes(1));
        task = note("asks", "undone", "");
        assertEquals("Ask Dana", task.at("/note/text").asString());
        assertEquals("Kim", task.at("/note/by").asString());
        assertEquals("needs_you", attention(task), "words move nothing");
    }

    @Test
    void the_last_mark_is_undone_in_the_name_of_whoever_made_the_one_before() {
        note("asks", "acknowledged", "{'by':'Dana'}");
        server.clock.advance(Duration.ofMinutes(1));
        note("asks", "dismissed", "{'by':'Kim'}");
        server.clock.advance(Duration.ofMinutes(1));
        var task = note("asks", "undone", "{'by':'Kim'}");
        assertEquals("on_it", task.get("shelf").stringValue());
        assertEquals("Dana", task.at("/acknowledged/by").asString());
        note("ended", "reported", "");
        server.clock.advance(Duration.ofMinutes(1));
        assertEquals("unreported", attention(note("ended", "undone", "")));
    }

    @Test
    void where_nothing_was_noted_there_is_nothing_to_undo() {
        var reply = server.post("/api/v1/tasks/works/undone", "");
        assertEquals(409, reply.status());
        assertEquals("/problems/nothing-to-undo", reply.json().get("type").stringValue());
    }

    @Test
    void another_question_in_the_same_wait_brings_it_back_from_its_shelf() {
        server.report("{'task':'run','phase':'waiting_approval','text':'ls'}");
        server.clock.advance(Duration.ofMinutes(1));
        assertEquals(
                "snoozed",
                note("run", "snoozed", "{'until':'change'}").get("shelf").stringValue());
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'run','phase':'waiting_approval','text':'ls'}");
        assertTrue(server.get("/api/v1/tasks/run").json().has("shelf"), "the same again");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'run','phase':'waiting_approval','text':'ls again'}");
        var task = server.get("/api/v1/tasks/run").json();
        assertFalse(task.has("shelf"));
        assertEquals("needs_you", attention(task));
    }
}
