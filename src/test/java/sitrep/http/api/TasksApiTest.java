package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.TestServer;
import sitrep.http.TestServer.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class TasksApiTest {
    private static final String TASKS = "/api/v1/tasks";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> ids(String query) {
        var reply = server.get(TASKS + query);
        assertEquals(200, reply.status(), reply.body());
        return ids(reply);
    }

    private static List<String> ids(Reply reply) {
        return ids(reply.json().get("items"));
    }

    private static List<String> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("id").stringValue())
                .toList();
    }

    private void board() {
        server.report(
                "{'task':'blocked','phase':'waiting_approval','owner':'Dana','labels':{'release':'2.4','team':'a'}}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'asks','phase':'waiting_user','worker':{'id':'w1','kind':'subagent'},'run':'r'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'works','phase':'testing','name':'Nightly build','owner':{'name':'Dana','where':'#x'},"
                + "'labels':{'release':'2.5'}}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'ended','phase':'done','summary':'913 tests','labels':{'release':'2.4'}}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'waits','name':'Later','source':'cron'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'told','phase':'failed','reported':'#ops'}");
    }

    @Test
    void the_board_comes_in_its_order_with_counts_of_all() {
        board();
        var reply = server.get(TASKS);
        assertEquals(List.of("blocked", "asks", "ended", "works", "waits", "told"), ids(reply));
        assertEquals(
                "{\"needs_you\":2,\"stuck\":0,\"unreported\":1,\"working\":1,\"queued\":1,\"settled\":1,\"failed\":0}",
                reply.json().get("counts").toString());
        assertFalse(reply.json().has("next"));
        assertFalse(reply.json().get("items").get(0).has("runs"));
        assertEquals(
                reply.json().get("counts"),
                server.get(TASKS + "?owner=nobody").json().get("counts"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?phase=testing                         | works
            ?attention=needs_you                   | blocked asks
            ?owner=Dana                            | blocked works
            ?owner=Dana&phase=testing              | works
            ?source=cron                           | waits
            ?kind=subagent                         | asks
            ?outcome=failed                        | told
            ?label=release:2.4                     | blocked ended
            ?label=release:2.4&label=team:a        | blocked
            ?from=2026-11-22T10:04:00Z             | waits told
            ?until=2026-11-22T10:02:00Z            | blocked asks
            ?from=2026-11-22T11:04:00%2B01:00      | waits told
            ?from=2026-11-22T11:04:00+01:00        | waits told
            ?q=night+bui                           | works
            ?q=913                                 | ended
            ?limit=2                               | blocked asks
            """)
    void filters_pick_out(String query, String expected) {
        board();
        assertEquals(List.of(expected.split(" ")), ids(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            phas=testing       | parameter | 'phas'     | phase attention owner source kind host outcome shelf remark \
            label from until endedFrom endedUntil tookFrom tookUntil q limit cursor
            phase=thinking     | phase     | 'thinking' | queued starting reading_context researching planning \
            editing testing waiting_user waiting_approval waiting_dependency summarizing done failed stalled
            attention=urgent   | attention | 'urgent'   | needs_you stuck unreported working queued settled
            kind=robot         | kind      | 'robot'    | main subagent acp process cron other
            shelf=top          | shelf     | 'top'      | on_it snoozed dismissed none
            outcome=won        | outcome   | 'won'      | succeeded cancelled timed_out lost failed
            owner=             | owner     | ''         | a text
            label=release      | label     | 'release'  | key:value
            from=now           | from      | 'now'      | a time as in RFC 3339, such as 2026-11-22T10:42:10Z
            endedFrom=today    | endedFrom | 'today'    | a time as in RFC 3339, such as 2026-11-22T10:42:10Z
            tookFrom=long      | tookFrom  | 'long'     | a time span such as 30m, 1h, 1h30m or 2d, up to a year
            tookUntil=-1h      | tookUntil | '-1h'      | a time span such as 30m, 1h, 1h30m or 2d, up to a year
            limit=0            | limit     | '0'        | a whole number from 1 to 500
            limit=501          | limit     | '501'      | a whole number from 1 to 500
            limit=ten          | limit     | 'ten'      | a whole number from 1 to 500
            cursor=x           | cursor    | 'x'        | what 'next' of the page before says, unchanged
            cursor=%21         | cursor    | '!'        | what 'next' of the page before says, unchanged
            phase=done&phase=x | phase     | 2 of them  | one
            """)
    void what_an_address_cannot_mean_is_refused(String query, String field, String found, String allowed) {
        var reply = server.get(TASKS + "?" + query);
        assertEquals(400, reply.status());
        assertEquals("application/problem+json", reply.header("content-type"));
        var problem = reply.json();
        assertEquals("/problems/bad-parameter", problem.get("type").stringValue());
        assertEquals(field, problem.get("field").stringValue());
        assertEquals(found, problem.get("found").stringValue());
        assertEquals(allowed, problem.get("allowed").stringValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?endedFrom=2026-11-22T10:30:00Z                                | long
            ?endedUntil=2026-11-22T10:30:00Z                               | short
            ?endedFrom=2026-11-22T10:05:00Z&endedUntil=2026-11-22T10:05:01Z | short
            ?tookFrom=30m                                                  | long
            ?tookUntil=30m                                                 | short
            ?tookFrom=5m&tookUntil=5m1s                                    | short
            ?outcome=failed&tookFrom=1h                                    | long
            ?attention=settled&tookFrom=1m                                 | short
            """)
    void what_ended_is_found_by_when_and_how_long_it_took(String query, String expected) {
        server.report("{'task':'short','phase':'testing'}");
        server.report("{'task':'long','phase':'testing'}");
        server.report("{'task':'goes-on','phase':'testing'}");
        server.clock.advance(Duration.ofMinutes(5));
        server.report("{'task':'short','outcome':'succeeded','reported':'Dana'}");
        server.clock.advance(Duration.ofMinutes(55));
        server.report("{'task':'long','outcome':'failed'}");
        assertEquals(List.of(expected.split(" ")), ids(query));
    }

    @Test
    void pages_follow_each_other() {
        for (var i = 0; i < 25; i++) {
            server.report("{'task':'t" + i + "','phase':'testing'}");
            if (i % 3 == 0) server.clock.advance(Duration.ofSeconds(1));
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = server.get(TASKS + "?limit=4" + cursor);
            seen.addAll(ids(page));
            cursor = page.json().has("next")
                    ? "&cursor=" + page.json().get("next").stringValue()
                    : "";
        } while (!cursor.isEmpty());
        assertEquals(ids(""), seen);
        assertEquals(25, new HashSet<>(seen).size());
    }

    @Test
    void the_last_page_says_that_it_is_the_last() {
        for (var i = 0; i < 4; i++) server.report("{'task':'t" + i + "'}");
        assertFalse(server.get(TASKS + "?limit=4").json().has("next"));
        assertTrue(server.get(TASKS + "?limit=3").json().has("next"));
    }

    @Test
    void tasks_that_stay_where_they_are_are_seen_once_whatever_else_changes() throws InterruptedException {
        for (var i = 0; i < 60; i++) server.report("{'task':'still-" + i + "','phase':'waiting_user'}");
        var going = new AtomicBoolean(true);
        var writer = Thread.startVirtualThread(() -> {
            for (var i = 0; going.get(); i++) {
                server.report(
                        "{'task':'moving-" + i % 40 + "','phase':'" + (i % 2 == 0 ? "testing" : "waiting_user") + "'}");
            }
        });
        for (var round = 0; round < 5; round++) {
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var page = server.get(TASKS + "?limit=7" + cursor);
                ids(page).stream().filter(id -> id.startsWith("still-")).forEach(seen::add);
                cursor = page.json().has("next")
                        ? "&cursor=" + page.json().get("next").stringValue()
                        : "";
            } while (!cursor.isEmpty());
            assertEquals(60, seen.size());
            assertEquals(60, new HashSet<>(seen).size());
        }
        going.set(false);
        writer.join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with space",
                "a/b",
                "/",
                "..",
                ".",
                "../../etc/passwd",
                "a%2Fb",
                "100%",
                "ü👋",
                "a;b=c",
                "a?b#c",
                "a+b",
                "a&b=c",
                "\"quoted\"",
                "<script>",
                "C:\\x",
                "a//b",
                "agent:main:cron:7",
                "~",
                "%00",
                "*",
                "{id}"
            })
    void any_printable_id_can_be_asked_for(String id) {
        server.post("/api/v1/events", "{\"task\":" + JsonNodeFactory.instance.stringNode(id) + ",\"phase\":\"done\"}");
        var path = TASKS + "/" + encoded(id);
        var reply = server.get(path);
        assertEquals(200, reply.status(), reply.body());
        assertEquals(id, reply.json().get("id").stringValue());
        assertEquals(200, server.get(path + "/why").status());
        assertEquals(1, server.get(path + "/events").json().get("items").size());
        assertEquals(200, server.post(path + "/acknowledged", "").status());
    }

    @Test
    void a_path_that_is_not_utf8_is_refused() throws IOException {
        assertTrue(server.rawGet(TASKS + "/%zz").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "/%C3%28").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "/%C3").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "/%").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "/\u00fc").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "?q=%C3").startsWith("HTTP/1.1 400 "));
        assertTrue(server.rawGet(TASKS + "/../tasks").startsWith("HTTP/1.1 404 "));
    }

    @Test
    void a_task_nobody_ever_mentioned_is_not_found() {
        var reply = server.get(TASKS + "/nobody");
        assertEquals(404, reply.status());
        assertEquals(
                "Nothing was ever heard of the task 'nobody'.",
                reply.json().get("detail").stringValue());
        assertEquals(404, server.get(TASKS + "/" + "x".repeat(201)).status());
        assertEquals(404, server.get(TASKS + "/a%07b").status());
        assertEquals(404, server.get(TASKS + "/nobody/why").status());
        assertEquals(404, server.get(TASKS + "/nobody/events").status());
    }

    @Test
    void why_answers_for_one_field_or_all_and_lists_the_fields_there_are() {
        server.report("{'task':'t','name':'T','phase':'testing','labels':{'k':'v'},'run':'r1'}");
        var one = server.get(TASKS + "/t/why?field=phase").json();
        assertEquals("t", one.get("task").stringValue());
        assertEquals(1, one.get("fields").size());
        assertEquals("testing", one.get("fields").get("phase").get("value").stringValue());
        assertEquals(
                "report",
                one.get("fields")
                        .get("phase")
                        .get("events")
                        .get(0)
                        .get("source")
                        .stringValue());
        assertTrue(
                server.get(TASKS + "/t/why?field=labels.k").json().get("fields").has("labels.k"));
        assertTrue(server.get(TASKS + "/t/why?field=runs.r1.phase")
                .json()
                .get("fields")
                .has("runs.r1.phase"));
        var all = server.get(TASKS + "/t/why").json().get("fields");
        for (var field : server.get(TASKS + "/t").json().properties()) {
            var says = !field.getValue().isArray() || !field.getValue().isEmpty();
            var isItself = field.getKey().equals("id");
            assertTrue(isItself || all.has(field.getKey()) || !says, field.getKey());
        }
        var unknown = server.get(TASKS + "/t/why?field=mood");
        assertEquals(404, unknown.status());
        assertEquals("'mood'", unknown.json().get("found").stringValue());
        assertTrue(unknown.json().get("allowed").stringValue().contains(" phase "));
    }

    @Test
    void events_of_a_task_come_in_pages() {
        for (var i = 0; i < 5; i++) server.report("{'task':'t','update':'" + i + "','id':'e" + i + "'}");
        server.report("{'task':'other'}");
        var first = server.get(TASKS + "/t/events?limit=2").json();
        assertEquals("e0", first.get("items").get(0).get("id").stringValue());
        assertEquals(2, first.get("items").size());
        var next = server.get(
                        TASKS + "/t/events?limit=3&after=" + first.get("next").longValue())
                .json();
        assertEquals(List.of("e2", "e3", "e4"), ids(next.get("items")));
        assertFalse(next.has("next"));
        assertEquals(
                "2026-11-22T10:00:00Z", next.get("items").get(0).get("heard").stringValue());
        assertEquals(400, server.get(TASKS + "/t/events?after=-1").status());
        assertEquals(400, server.get(TASKS + "/t/events?limit=1001").status());
    }

    @Test
    void the_summary_says_it_in_one_sentence() {
        assertEquals(
                "Nothing needs you.",
                server.get("/api/v1/summary").json().get("sentence").stringValue());
        assertFalse(server.get("/api/v1/summary").json().has("lastEvent"));
        board();
        server.report("{'specversion':'1.0','id':'l1','source':'openclaw',"
                + "'type':'sitrep.source.lost','data':{'why':'refused'}}");
        var summary = server.get("/api/v1/summary").json();
        assertEquals(
                "2 tasks need you, 1 is done but unreported. 1 is working on its own, 1 queued.",
                summary.get("sentence").stringValue());
        assertEquals(List.of("blocked", "asks"), ids(summary.get("needs")));
        assertEquals("openclaw", summary.get("blind").get(0).get("source").stringValue());
        assertEquals("refused", summary.get("blind").get(0).get("why").stringValue());
        assertEquals(14, summary.get("phases").size());
        assertEquals(1, summary.get("phases").get("waiting_approval").intValue());
        assertEquals("2026-11-22T10:05:00Z", summary.get("now").stringValue());
        assertEquals("2026-11-22T10:05:00Z", summary.get("lastEvent").stringValue());
        assertTrue(summary.get("seq").longValue() >= 7);
    }

    @Test
    void each_run_tells_its_ages_and_why_tells_them_in_a_line() {
        server.report("{'task':'aged','name':'Aged','phase':'queued'}");
        server.tick(Duration.ofSeconds(30));
        server.report("{'task':'aged','phase':'testing'}");
        server.tick(Duration.ofSeconds(90));
        var run = server.get("/api/v1/tasks/aged?with=ages").json().path("runs").path(0);
        var ages = run.path("ages");
        assertEquals(30, ages.path("queued").path("seconds").asInt());
        assertEquals(90, ages.path("phase").path("seconds").asInt());
        assertEquals(120, ages.path("total").path("seconds").asInt());
        assertEquals(90, ages.path("silent").path("seconds").asInt());
        var line = server.get("/api/v1/tasks/aged/why")
                .json()
                .path("ages")
                .path("main")
                .asString();
        assertEquals("testing for 1m 30s · quiet for 1m 30s · queued for 30s · at it for 2m", line);
        assertEquals(ages.path("text").asString(), line);
        var ahead = server.get("/api/v1/tasks/aged/why").json().path("ahead").path("main");
        assertEquals("silent", ahead.path("steps").path(0).path("becomes").asString(), ahead::toString);
        assertTrue(ahead.path("spared").isMissingNode(), ahead::toString);
        assertFalse(server.get("/api/v1/tasks/aged").body().contains("ages"), "told only when asked for");
        var refused = server.get("/api/v1/tasks/aged?with=everything");
        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("ages"), refused.body());
    }
}
