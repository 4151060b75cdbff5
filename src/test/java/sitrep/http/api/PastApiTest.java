package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** The board at a moment that is over says what it said then. */
class PastApiTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode get(String path, Instant at) {
        var reply = server.get(path + (path.contains("?") ? "&" : "?") + "at=" + at);
        assertEquals(200, reply.status(), reply.body());
        return reply.json();
    }

    private Instant passes(int minutes) {
        var before = server.clock.instant();
        server.clock.advance(Duration.ofMinutes(minutes));
        return before;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(task -> task.get("id").asString())
                .toList();
    }

    private void lives() {
        server.report("{'task':'a','name':'First','phase':'testing','update':'1 of 3','owner':'Dana'}");
        server.report("{'task':'still','phase':'editing'}");
    }

    @Test
    void each_moment_is_told_as_it_was_told_then() {
        lives();
        var before = List.of(told(), told(), told());
        var moments = new Instant[3];
        var tellings = new String[3];
        moments[0] = passes(1);
        tellings[0] = before.getFirst();
        server.report("{'task':'a','phase':'waiting_approval','text':'git push'}");
        server.report("{'task':'b','phase':'researching'}");
        tellings[1] = told();
        moments[1] = passes(1);
        server.post("/api/v1/tasks/a/acknowledged", "{\"by\":\"Kim\"}");
        server.report("{'task':'a','outcome':'succeeded','summary':'pushed'}");
        tellings[2] = told();
        moments[2] = passes(1);
        server.report("{'task':'a','name':'Another name'}");
        server.report("{'task':'c','outcome':'failed'}");
        for (var i = 0; i < 3; i++) {
            assertEquals(tellings[i], told(moments[i]), "moment " + i);
        }
        assertEquals(tellings[0], told(moments[0]), "and again, by what is remembered of it");
    }

    private String told() {
        var page = server.get("/api/v1/tasks").json();
        return page.get("items") + " " + page.get("counts") + " "
                + server.get("/api/v1/summary").json().get("sentence");
    }

    private String told(Instant at) {
        var page = get("/api/v1/tasks", at);
        assertEquals(at.toString(), page.get("at").asString());
        return page.get("items") + " " + page.get("counts") + " "
                + get("/api/v1/summary", at).get("sentence");
    }

    @Test
    void what_is_heard_while_it_is_looked_at_does_not_change_it() {
        lives();
        var then = passes(1);
        assertEquals(
                List.of("a", "still"),
                ids(get("/api/v1/tasks", then)).stream().sorted().toList());
        server.report("{'task':'a','outcome':'failed'}");
        server.report("{'task':'new','phase':'waiting_user','text':'?'}");
        var page = get("/api/v1/tasks", then);
        assertEquals(List.of("a", "still"), ids(page).stream().sorted().toList());
        assertEquals(2, page.at("/counts/working").asInt());
        assertEquals(0, page.at("/counts/needs_you").asInt());
    }

    @Test
    void filters_words_and_pages_hold_as_of_then() {
        lives();
        for (var i = 0; i < 5; i++) server.report("{'task':'t" + i + "','phase':'waiting_user','text':'Which?'}");
        var then = passes(1);
        for (var i = 0; i < 5; i++) server.report("{'task':'t" + i + "','outcome':'succeeded'}");
        assertEquals(
                5, get("/api/v1/tasks?attention=needs_you", then).get("items").size());
        assertEquals(List.of("a"), ids(get("/api/v1/tasks?q=first", then)));
        var first = get("/api/v1/tasks?limit=3", then);
        var next = get("/api/v1/tasks?limit=3&cursor=" + first.get("next").asString(), then);
        assertEquals(3, next.get("items").size());
        assertTrue(ids(first).stream().noneMatch(ids(next)::contains));
    }

    @Test
    void a_task_and_why_are_told_as_of_then() {
        lives();
        var then = passes(1);
        server.report("{'task':'a','phase':'waiting_user','text':'Which?'}");
        assertEquals("testing", get("/api/v1/tasks/a", then).get("phase").asString());
        assertEquals(
                "waiting_user",
                server.get("/api/v1/tasks/a").json().get("phase").asString());
        assertFalse(get("/api/v1/tasks/a/why", then).get("fields").has("block"));
        server.report("{'task':'later','phase':'testing'}");
        assertEquals(404, server.get("/api/v1/tasks/later?at=" + then).status());
    }

    @Test
    void before_anything_was_heard_the_board_is_empty() {
        var then = passes(1);
        lives();
        var page = get("/api/v1/tasks", then);
        assertEquals(0, page.get("items").size());
        assertEquals(0, page.at("/counts/working").asInt());
    }

    @Test
    void a_moment_to_come_is_refused_in_a_sentence() {
        var reply = server.get("/api/v1/tasks?at=" + server.clock.instant().plusSeconds(1));
        assertEquals(400, reply.status());
        assertTrue(reply.json().get("detail").asString().contains("a time that is over"), reply.body());
    }
}
