package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

class TaskEventsApiTest {
    private static final String TASK = "/api/v1/tasks/t";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode get(String path) {
        var reply = server.get(TASK + path);
        assertEquals(200, reply.status(), reply.body());
        return reply.json();
    }

    private static List<String> texts(JsonNode page, String name) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get(name).asString())
                .toList();
    }

    /** One event at each minute from ten on: opened, two runs, the one failed, the other at work. */
    private void work() {
        server.report("{'task':'t','id':'e0','name':'Flaky','update':'Begun'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'t','id':'e1','run':'a','update':'12 of 13 Prüfungen'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'t','id':'e2','run':'a','outcome':'failed','summary':'expected 12.50'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'t','id':'e3','run':'b','source':'ci','update':'Again'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'t','id':'e4','run':'b','source':'ci','progress':'1/2'}");
    }

    @Test
    void updates_go_back_to_the_very_first() {
        var lines = IntStream.range(0, 300)
                .mapToObj(i -> "{\"task\":\"t\",\"update\":\"step " + i + "\"}")
                .collect(Collectors.joining("\n"));
        server.post("/api/v1/events", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
        var all = new ArrayList<String>();
        for (var before = ""; ; ) {
            var page = get("/updates?limit=70" + before);
            all.addAll(texts(page, "text"));
            if (!page.has("next")) break;
            before = "&before=" + page.get("next").asLong();
        }
        assertEquals(IntStream.range(0, 300).mapToObj(i -> "step " + (299 - i)).toList(), all);
        assertEquals(List.of("step 0", "step 1"), texts(get("/updates?order=oldest&limit=2"), "text"));
    }

    @Test
    void an_update_is_told_as_the_task_tells_it() {
        work();
        var told = get("").get("updates");
        var page = get("/updates");
        assertEquals(texts(page, "text"), List.of("Again", "expected 12.50", "12 of 13 Prüfungen", "Begun"));
        for (var i = 0; i < told.size(); i++) {
            for (var name : List.of("text", "at", "run")) {
                assertEquals(told.get(i).path(name), page.get("items").get(i).path(name));
            }
        }
        assertFalse(page.has("next"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /events?order=newest&source=ci                | run.advanced run.advanced
            /events?type=run.ended                        | run.ended
            /events?type=sitrep.run.ended&type=task.opened | task.opened run.ended
            /events?run=a&order=newest                    | run.ended run.advanced
            /events?from=2026-11-22T10:03:00Z             | run.advanced run.advanced
            /events?until=2026-11-22T10:01:00Z&order=newest&type=run.advanced | run.advanced
            /events?q=pruf                                | run.advanced
            /events?q=expected+50                         | run.ended
            /events?q=summary                             |
            """)
    void events_are_picked_out(String path, String types) {
        work();
        var expected = types == null ? "" : types;
        assertEquals(expected, String.join(" ", texts(get(path), "type")).replace("sitrep.", ""));
    }

    @Test
    void news_is_picked_out_by_time_run_and_words() {
        work();
        assertEquals(
                List.of("expected 12.50", "12 of 13 Prüfungen"),
                texts(get("/updates?from=2026-11-22T10:01:00Z&until=2026-11-22T10:03:00Z"), "text"));
        assertEquals(List.of("Again"), texts(get("/updates?run=b"), "text"));
        assertEquals(List.of("expected 12.50"), texts(get("/updates?q=expec"), "text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /events?order=up              | order     | oldest newest
            /events?before=3              | parameter | order after run from until q limit type source
            /events?order=newest&after=3  | parameter | order before run from until q limit type source
            /updates?type=run.ended       | parameter | order before run from until q limit
            /events?type=run.over         | type      | sitrep.run.advanced
            /events?from=noon             | from      | a time as in RFC 3339
            """)
    void what_is_no_question_is_refused(String path, String field, String allowed) {
        work();
        var reply = server.get(TASK + path);
        assertEquals(400, reply.status(), reply.body());
        assertEquals(field, reply.json().get("field").asString());
        assertTrue(reply.json().get("allowed").asString().contains(allowed), reply.body());
    }

    /** However much was said, one page looks at so many events, and the next goes on from there. */
    @Test
    void a_page_looks_at_so_many_events_and_no_more() {
        server.report("{'task':'t','update':'The first'}");
        var lines = IntStream.range(0, 6_000)
                .mapToObj(i -> "{\"task\":\"t\",\"progress\":\"" + i + "/6000\"}")
                .toList();
        for (var some : List.of(lines.subList(0, 3_000), lines.subList(3_000, 6_000))) {
            var body = String.join("\n", some).getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    202,
                    server.post("/api/v1/events", "application/x-ndjson", body).status());
        }
        var page = get("/updates?limit=5");
        assertEquals(List.of(), texts(page, "text"));
        var next = get("/updates?limit=5&before=" + page.get("next").asLong());
        assertEquals(List.of("The first"), texts(next, "text"));
        assertFalse(next.has("next"));
        assertEquals(1, texts(get("/events?limit=1&order=newest"), "seq").size());
    }
}
