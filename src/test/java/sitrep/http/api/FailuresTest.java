package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;

/** What failed is no success that merely waits to be told: it is counted apart, and comes first. */
class FailuresTest {
    @Test
    void failures_are_counted_apart_and_come_first() {
        try (var server = TestServer.inMemory()) {
            server.report("{'task':'broke','outcome':'failed'}");
            assertEquals("1 failed, unreported.", sentence(server));
            server.report("{'task':'built','outcome':'succeeded'}");
            server.report("{'task':'baked','outcome':'succeeded'}");
            var board = server.get("/api/v1/tasks").json();
            assertEquals("broke", board.get("items").get(0).get("id").stringValue());
            assertEquals(3, board.get("counts").get("unreported").intValue());
            assertEquals(1, board.get("counts").get("failed").intValue());
            assertEquals("1 failed and 2 are done but unreported.", sentence(server));
            server.report("{'task':'broke','reported':'Ada'}");
            assertEquals("2 are done but unreported.", sentence(server));
        }
    }

    private static String sentence(TestServer server) {
        return server.get("/api/v1/summary").json().get("sentence").stringValue();
    }
}
