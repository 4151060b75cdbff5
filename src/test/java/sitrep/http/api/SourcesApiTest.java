package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.core.source.Connection;
import sitrep.core.source.Connection.State;
import sitrep.engine.SettableClock;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** Who tells of work, and how well each can be heard. */
public class SourcesApiTest {
    private static final Instant START = SettableClock.START;

    /** A connector in each state. */
    public static final List<Connection> ONE_OF_EACH = List.of(
            connection("live", new State.Live(START)),
            connection("connecting", new State.Connecting(START)),
            connection("blind", new State.Blind(START, "the connection broke", "look whether it runs")),
            connection("refused", new State.Refused(START, "wrong token", "set the right one")),
            connection("absent", new State.Absent(START, "there is no such file", "start it")));

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Connection connection(String name, State state) {
        return new Connection(
                "openclaw@" + name,
                "openclaw",
                name,
                Optional.of("ws://127.0.0.1:18789"),
                Optional.of("2026.9.6"),
                state,
                new Connection.Traffic(
                        Optional.of(START),
                        Optional.of(Duration.ofMillis(12)),
                        7,
                        1,
                        0,
                        new TreeMap<>(Map.of("malformed", 2L)),
                        1),
                new Connection.Sight(List.of("runs"), List.of(new Connection.Unseen("approvals", "ask for them"))));
    }

    private JsonNode sources() {
        return server.get("/api/v1/sources").json();
    }

    @Test
    void whoever_posted_is_listed_with_its_last_event_and_rate() {
        server.report("{'task':'a','update':'on'}");
        server.clock.advance(Duration.ofSeconds(50));
        server.report("{'task':'b','source':'nightly','update':'on','at':'2026-11-22T10:00:45Z'}");
        server.report("{'task':'b','source':'nightly','update':'on and on'}");
        server.clock.advance(Duration.ofSeconds(15));

        var items = sources().path("items");
        assertEquals("nightly", items.get(0).path("id").asString());
        assertEquals("posted", items.get(0).path("kind").asString());
        assertEquals("heard", items.get(0).path("state").asString());
        assertEquals("2026-11-22T10:00:50Z", items.get(0).path("lastEvent").asString());
        assertEquals(2, items.get(0).path("eventsPerMinute").asInt());
        assertEquals("report", items.get(1).path("id").asString());
        assertEquals(0, items.get(1).path("eventsPerMinute").asInt());
        assertEquals(2, sources().path("counts").path("heard").asInt());
    }

    @Test
    void neither_an_operators_marks_nor_our_own_verdicts_make_a_source() {
        server.report("{'task':'a','source':'ci','phase':'done'}");
        server.post("/api/v1/tasks/a/reported", "{}");
        assertEquals(1, sources().path("items").size());
    }

    @Test
    void a_source_that_says_it_is_out_of_contact_is_blind() {
        lost("office", "2026-11-22T09:58:00Z");
        var one = sources().path("items").get(0);
        assertEquals("blind", one.path("state").asString());
        assertEquals("2026-11-22T09:58:00Z", one.path("since").asString());
        assertEquals("unplugged", one.path("why").asString());
        assertEquals(
                1,
                server.get("/api/v1/summary")
                        .json()
                        .path("sources")
                        .path("blind")
                        .asInt());
    }

    @Test
    void a_source_that_promised_to_be_heard_and_is_not_is_blind_until_its_next_word() {
        server.report("{'source':'ci','every':60}");
        server.report("{'source':'ci','task':'a','phase':'editing'}");
        assertEquals("live", sources().path("items").get(0).path("state").asString());
        assertEquals(60, sources().path("items").get(0).path("every").asInt());
        for (var i = 0; i < 11; i++) server.tick(Duration.ofSeconds(9));
        var one = sources().path("items").get(0);
        assertEquals("blind", one.path("state").asString());
        assertEquals("2026-11-22T10:00:00Z", one.path("since").asString().replaceAll("\\.\\d+", ""));
        var blind = server.get("/api/v1/summary").json().path("blind");
        assertEquals(1, blind.size());
        assertEquals("ci", blind.get(0).path("source").asString());
        assertEquals(
                "it said that it would be heard at least every 1m",
                blind.get(0).path("why").asString());
        server.report("{'source':'ci','task':'a'}");
        assertEquals(0, server.get("/api/v1/summary").json().path("blind").size());
        assertEquals("live", sources().path("items").get(0).path("state").asString());
    }

    @Test
    void a_promise_names_its_source_and_lasts_a_day_at_most() {
        for (var bad : List.of("{'every':60}", "{'source':'ci','every':0.5}", "{'source':'ci','every':90000}")) {
            var reply = server.post("/api/v1/events", bad.replace('\'', '"'));
            assertEquals(422, reply.status(), reply.body());
        }
        assertEquals(0, sources().path("items").size());
    }

    private void lost(String source, String at) {
        var reply = server.post("/api/v1/events", """
                {"specversion":"1.0","source":"%s","id":"1","type":"sitrep.source.lost","time":"%s",
                 "data":{"why":"unplugged"}}""".formatted(source, at));
        assertEquals(202, reply.status(), reply.body());
    }

    @Test
    void connectors_come_first_each_with_what_to_do() {
        server.report("{'task':'a','update':'on'}");
        server.connections.set(ONE_OF_EACH);
        var items = sources().path("items");
        assertEquals(6, items.size());
        assertEquals("live", items.get(0).path("state").asString());
        assertFalse(items.get(0).has("remedy"));
        assertEquals("refused", items.get(3).path("state").asString());
        assertEquals("set the right one", items.get(3).path("remedy").asString());
        assertEquals(2, items.get(3).path("skipped").path("malformed").asInt());
        assertEquals(
                "approvals", items.get(3).path("misses").get(0).path("what").asString());
        assertEquals("report", items.get(5).path("id").asString());
        var counts = server.get("/api/v1/summary").json().path("sources");
        for (var word : List.of("live", "connecting", "blind", "refused", "absent", "heard")) {
            assertEquals(1, counts.path(word).asInt(), word);
        }
    }

    @Test
    void a_connector_and_its_events_are_one_source() {
        server.connections.set(List.of(connection("office", new State.Live(START))));
        server.report("{'task':'a','source':'openclaw@office','update':'on'}");
        var items = sources().path("items");
        assertEquals(1, items.size());
        assertEquals(1, items.get(0).path("eventsPerMinute").asInt());
        assertEquals(12, items.get(0).path("lagMillis").asInt());
    }

    @Test
    void only_so_many_sources_are_listed() {
        for (var i = 0; i < 600; i++) server.report("{'task':'a','source':'s" + i + "','update':'on'}");
        assertEquals(500, sources().path("items").size());
        assertEquals(600, sources().path("counts").path("heard").asInt());
    }
}
