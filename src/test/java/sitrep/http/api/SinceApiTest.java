package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;

/** What happened while somebody was away, in one line. */
class SinceApiTest {
    private final TestServer server = TestServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void one_line_says_what_happened_and_what_is_new() {
        server.report("{'task':'old','run':'r','phase':'waiting_user','text':'before'}");
        server.report("{'task':'asked','run':'r','phase':'waiting_user','text':'which?'}");
        server.tick(Duration.ofMinutes(10));
        var left = server.clock.instant();
        server.tick(Duration.ofMinutes(10));
        server.report("{'task':'asked','run':'r','phase':'editing'}");
        server.report("{'task':'new','phase':'waiting_approval','text':'git push'}");
        server.report("{'task':'good','phase':'done'}");
        server.report("{'task':'bad','phase':'failed','update':'no space left'}");
        var since = server.get("/api/v1/since?from=" + left).json();
        assertEquals(
                "2 finished (1 failed) · 1 new needs you · 1 answered · 3 began",
                since.path("sentence").asString());
        assertEquals(1, since.path("needs").size());
        assertEquals("new", since.at("/needs/0/id").asString());
        assertEquals("bad", since.at("/failed/0/id").asString());
        server.tick(Duration.ofMinutes(1));
        var now = server.get("/api/v1/since?from=" + server.clock.instant().minusSeconds(30))
                .json();
        assertEquals("nothing happened", now.path("sentence").asString());
    }

    @Test
    void whose_clock_is_a_little_ahead_of_ours_asks_since_now() {
        server.report("{'task':'new','phase':'waiting_user','text':'which?'}");
        server.tick(Duration.ofSeconds(1));
        var ahead = server.clock.instant().plusSeconds(20);
        var since = server.get("/api/v1/since?from=" + ahead).json();
        assertEquals("nothing happened", since.path("sentence").asString());
        assertEquals(server.clock.instant().toString(), since.path("from").asString());
        assertEquals(
                400, server.get("/api/v1/since?from=" + ahead.plusSeconds(60)).status());
    }

    @Test
    void a_time_that_is_none_is_refused() {
        assertEquals(400, server.get("/api/v1/since?from=yesterday").status());
        assertEquals(400, server.get("/api/v1/since?from=2999-01-01T00:00:00Z").status());
        assertTrue(server.get("/api/v1/since").json().has("sentence"));
    }
}
