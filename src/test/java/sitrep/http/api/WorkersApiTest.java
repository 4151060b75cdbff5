package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** Who is at work, on what and since when. */
class WorkersApiTest {
    private static final String WORKERS = "/api/v1/workers";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> ids(JsonNode reply) {
        return StreamSupport.stream(reply.get("items").spliterator(), false)
                .map(item -> item.get("id").stringValue())
                .toList();
    }

    private void reports(String task, String worker, String kind, String where) {
        server.report("{'task':'" + task + "','name':'The " + task + "','run':'r-" + worker
                + "','phase':'testing','worker':{'id':'" + worker + "','kind':'" + kind + "','name':'" + worker
                + "','where':'" + where + "'}}");
    }

    @Test
    void nobodyIsAtWorkAtFirst() {
        var reply = server.get(WORKERS).json();
        assertEquals(List.of(), ids(reply));
        assertEquals(0, reply.get("counts").get("main").intValue());
        assertFalse(reply.has("next"));
    }

    @Test
    void aWorkerIsToldWithWhatItDoesSinceWhenForWhichTask() {
        reports("build", "w1", "process", "office");
        server.clock.advance(Duration.ofMinutes(2));
        server.report("{'task':'build','run':'r-w1','update':'412 of 913 tests'}");
        var worker = server.get(WORKERS).json().get("items").get(0);
        assertEquals(
                "{\"id\":\"w1\",\"kind\":\"process\",\"name\":\"w1\",\"where\":\"office\","
                        + "\"lastSign\":\"2026-11-22T10:02:00Z\",\"runs\":1,"
                        + "\"hands\":[{\"task\":\"build\",\"name\":\"The build\",\"run\":\"r-w1\","
                        + "\"phase\":\"testing\",\"since\":\"2026-11-22T10:00:00Z\"}]}",
                worker.toString());
    }

    @Test
    void whoIsToldOfOnlyByASourceOutOfContactIsNotAtWorkAnyMore() {
        server.report("{'task':'a','run':'r','phase':'testing','source':'acp','worker':{'id':'w1','kind':'acp'}}");
        server.report("{'task':'b','run':'r','phase':'testing','source':'ci','worker':{'id':'w2','kind':'acp'}}");
        server.report("{'task':'c','run':'r','phase':'testing','source':'ci','worker':{'id':'w3','kind':'acp'}}");
        server.report("{'task':'c','run':'r','update':'still here','source':'acp'}");
        server.clock.advance(Duration.ofMinutes(2));
        server.report("{'specversion':'1.0','id':'1','source':'ci','type':'sitrep.source.lost','data':{}}");
        var reply = server.get(WORKERS).json();
        assertEquals(2, reply.at("/counts/acp").intValue());
        assertEquals(1, reply.get("unseen").intValue());
        assertFalse(reply.at("/items/0").has("unseenSince"));
        assertEquals("2026-11-22T10:02:00Z", reply.at("/items/1/unseenSince").asString());
        assertFalse(reply.at("/items/2").has("unseenSince"), "another source still tells of it");
        server.report("{'specversion':'1.0','id':'2','source':'ci','type':'sitrep.source.seen','data':{}}");
        assertFalse(server.get(WORKERS).json().has("unseen"));
    }

    /** Each is read from the log: nobody is to wait for all of them. */
    @Test
    void whoSaidNothingSinceTheStartIsReadSomeAtATime(@TempDir Path folder) {
        try (var before = TestServer.in(folder)) {
            for (var i = 0; i < 600; i++) {
                before.report("{'task':'t" + i + "','run':'r','phase':'testing','worker':{'id':'w" + i
                        + "','kind':'process'}}");
            }
        }
        try (var after = TestServer.in(folder)) {
            var first = after.get(WORKERS).json();
            assertEquals(500, first.at("/counts/process").intValue());
            assertTrue(first.at("/partial").booleanValue());
            assertEquals(600, after.get(WORKERS).json().at("/counts/process").intValue());
            assertFalse(after.get(WORKERS).json().has("partial"));
        }
    }

    @Test
    void aHeartbeatIsASignOfLife() {
        reports("build", "w1", "process", "office");
        server.clock.advance(Duration.ofMinutes(2));
        server.report("{'task':'build','run':'r-w1'}");
        assertEquals(
                "2026-11-22T10:02:00Z",
                server.get(WORKERS).json().get("items").get(0).get("lastSign").stringValue());
    }

    @Test
    void whoeverHasNothingInHandIsNotListed() {
        reports("build", "w1", "process", "office");
        reports("docs", "w2", "main", "office");
        assertEquals(List.of("w2", "w1"), ids(server.get(WORKERS).json()));
        server.report("{'task':'build','run':'r-w1','outcome':'failed'}");
        assertEquals(List.of("w2"), ids(server.get(WORKERS).json()));
    }

    @Test
    void oneWorkerWithSeveralTasksIsOneAndWhatWaitsForAPersonComesFirst() {
        reports("a", "w1", "main", "office");
        reports("b", "w1", "main", "office");
        server.report("{'task':'a','run':'r-w1','phase':'waiting_user','text':'River or old town?'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'b','run':'r-w1','update':'news'}");
        var worker = server.get(WORKERS).json().get("items").get(0);
        assertEquals(2, worker.get("runs").intValue());
        assertEquals("a", worker.get("hands").get(0).get("task").stringValue());
        assertEquals("waiting_user", worker.get("hands").get(0).get("phase").stringValue());
    }

    @Test
    void theyComeInPagesByWhereAndKind() {
        for (var where : List.of("home", "office")) {
            for (var i = 0; i < 6; i++) {
                reports("t" + i, where + i, i % 2 == 0 ? "process" : "main", where);
            }
        }
        var all = new ArrayList<String>();
        var page = server.get(WORKERS + "?limit=5").json();
        all.addAll(ids(page));
        while (page.has("next")) {
            page = server.get(WORKERS + "?limit=5&cursor=" + page.get("next").stringValue())
                    .json();
            all.addAll(ids(page));
        }
        assertEquals(
                List.of(
                        "home1", "home3", "home5", "home0", "home2", "home4", "office1", "office3", "office5",
                        "office0", "office2", "office4"),
                all);
        assertEquals(6, page.get("counts").get("main").intValue());
        assertEquals(6, ids(server.get(WORKERS + "?kind=main").json()).size());
        assertEquals(400, server.get(WORKERS + "?kind=robot").status());
        assertEquals(400, server.get(WORKERS + "?cursor=%21").status());
    }

    @Test
    void afterARestartThoseThatSaidNothingSinceAreKnown(@TempDir Path folder) {
        server.close();
        server = TestServer.in(folder);
        reports("build", "w1", "process", "office");
        server.close();
        server = TestServer.in(folder);
        assertEquals(List.of("w1"), ids(server.get(WORKERS).json()));
        server.report("{'task':'build','run':'r-w1','outcome':'succeeded'}");
        assertEquals(List.of(), ids(server.get(WORKERS).json()));
    }
}
