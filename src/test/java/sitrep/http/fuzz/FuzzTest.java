package sitrep.http.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.engine.board.JsonEvents;
import sitrep.http.TestServer;
import sitrep.store.sql.SqlStore;

/**
 * Good requests of every route, broken by chance, against a server with a database. Whatever comes, it is answered
 * with what the API has for it, nothing is logged as a fault, what was taken in can be read back, and memory stays
 * flat. {@code -Dsitrep.fuzz=300000} sends more of them; {@code -Dsitrep.seed} has them as they were; a failing input
 * is shown whole.
 */
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class.getName());
    private static final int USUAL = 4_000;
    private static final int BATCH = 500;

    /** From so many on the heap has long found its size in the first half. */
    private static final int LONG = 50_000;

    /** How much the heap may grow over the second half of a long run. */
    private static final long GROWTH = 24L << 20;

    @TempDir
    Path folder;

    @Test
    void nothing_that_is_sent_breaks_the_server() {
        var inputs = Integer.getInteger("sitrep.fuzz", USUAL);
        var seed = Long.getLong("sitrep.seed", inputs > USUAL ? System.nanoTime() : 1L);
        var again =
                "; see it again with ./sitrep test -Dtest=FuzzTest -Dsitrep.fuzz=" + inputs + " -Dsitrep.seed=" + seed;
        var heaps = new ArrayList<Long>();
        try (var server = TestServer.in(folder);
                var fuzzer = new Fuzzer(server, seed)) {
            fuzzer.prepare();
            var step = Math.max(BATCH, inputs / 20);
            for (var from = 0; from < inputs; from += BATCH) {
                fuzzer.send(from, Math.min(inputs, from + BATCH));
                server.tick(Duration.ofSeconds(7));
                assertEquals(List.of(), fuzzer.faults(), again);
                if (inputs > USUAL && (from + BATCH) % step < BATCH) heaps.add(heap(from + BATCH, fuzzer));
            }
            assertEquals(
                    List.of(), fuzzer.neverAnsweredWell(), "operations of which no good request got through" + again);
            LOG.info(fuzzer.summary());
        }
        assertEquals(List.of(), unreadable(), "events that were taken in" + again);
        if (inputs < LONG) return;
        var grown = heaps.getLast() - heaps.get(heaps.size() / 2);
        assertTrue(grown < GROWTH, "the heap grew by " + grown + " bytes: " + heaps + again);
    }

    private static long heap(int sent, Fuzzer fuzzer) {
        for (var i = 0; i < 3; i++) System.gc();
        var runtime = Runtime.getRuntime();
        var used = runtime.totalMemory() - runtime.freeMemory();
        var megabytes = "%.1f MB".formatted(used / 1048576.0);
        LOG.info(sent + " sent in " + fuzzer.passed() + ", heap " + megabytes + ", " + fuzzer.held());
        return used;
    }

    /** Another server on the same data gets along with all that the first one took in. */
    private List<String> unreadable() {
        var store = SqlStore.open(folder, new JsonEvents());
        try (var server = new TestServer(store, Optional.empty())) {
            assertEquals(200, server.get("/health/ready").status());
            for (var page = "/api/v1/tasks?limit=500"; !page.isEmpty(); ) {
                var reply = server.get(page);
                assertEquals(200, reply.status(), page);
                for (var task : reply.json().get("items")) {
                    var id = Specimens.encoded(task.get("id").stringValue());
                    assertEquals(200, server.get("/api/v1/tasks/" + id).status(), id);
                }
                page = reply.json().has("next")
                        ? "/api/v1/tasks?limit=500&cursor="
                                + reply.json().get("next").stringValue()
                        : "";
            }
            for (var seq = 0L; seq < store.last(); ) {
                var entries = store.after(seq, 1_000);
                if (entries.isEmpty()) break;
                seq = entries.getLast().seq();
            }
            return store.unreadable().stream().map(Object::toString).toList();
        }
    }
}
