package sitrep.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.store.PassingStore;
import sitrep.store.StoreFailure;

/** A server whose disk is full stays, says so, reads on, and takes in again when there is room. */
class RoomTest {
    private static final class Full extends PassingStore {
        private volatile boolean isFull;

        @Override
        public List<OptionalLong> append(List<Event> events) {
            tryOut();
            return super.append(events);
        }

        @Override
        public void tryOut() {
            if (isFull) throw new StoreFailure(StoreFailure.Kind.FULL, "The disk is full.");
        }
    }

    @Test
    void a_full_disk_is_said_everywhere_and_got_over() {
        var store = new Full();
        try (var server = new TestServer(store, Optional.empty())) {
            server.report("{'task':'t','phase':'testing'}");
            store.isFull = true;
            var refused = server.post("/api/v1/events", "{\"task\":\"t\",\"phase\":\"editing\"}");
            assertEquals(507, refused.status());
            assertEquals("/problems/no-room", refused.json().get("type").stringValue());
            assertTrue(refused.json().get("detail").stringValue().startsWith("The disk is full. Nothing of this"));
            assertEquals(507, server.post("/api/v1/tasks/t/dismissed", "").status());
            var ready = server.get("/health/ready");
            assertEquals(503, ready.status());
            assertEquals("The disk is full.", ready.json().get("detail").stringValue());
            assertEquals(
                    "The disk is full.",
                    server.get("/api/v1/summary").json().get("trouble").stringValue());
            assertEquals(
                    "testing", server.get("/api/v1/tasks/t").json().get("phase").stringValue());
            store.isFull = false;
            await().until(() -> server.get("/health/ready").status() == 200);
            assertTrue(server.get("/api/v1/summary").json().path("trouble").isMissingNode());
            server.report("{'task':'t','phase':'editing'}");
        }
    }
}
