package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.notice.Receiver;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.engine.board.JsonEvents;
import sitrep.json.Json;
import sitrep.json.SitrepJson;
import sitrep.store.EventLog;
import sitrep.store.sql.SqlStore;

/** Ten times {@code kill -9} under load: everything acknowledged is there, and the board is a fold of the log. */
class CrashTest {
    private static final int KILLS = Integer.getInteger("sitrep.kills", 10);
    private static final int SENDERS = 3;
    private static final int TASKS = 40;
    private static final int NOTICE_KILLS = 4;

    @TempDir
    private Path data;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void nothing_acknowledged_is_lost_and_the_board_equals_a_fold_of_the_log() throws Exception {
        var random = new SplittableRandom(20);
        for (var kill = 0; kill < KILLS; kill++) {
            try (var server = new ServerProcess(data)) {
                var senders = senders(server, kill);
                var before = acknowledged.size();
                while (acknowledged.size() < before + 60 + random.nextInt(200)) {
                    LockSupport.parkNanos(1_000_000);
                }
                server.kill();
                for (var sender : senders) sender.join();
            }
        }
        assertTrue(acknowledged.size() >= KILLS * 60);
        var board = boardAfterRestart();
        var folded = foldOfTheLog();
        assertEquals(folded, board);
    }

    /** Killed at any moment, between deciding, writing down, sending and hearing of it. */
    @Test
    void nobody_stays_untold_and_a_message_that_comes_twice_has_the_same_id() throws Exception {
        var random = new SplittableRandom(26);
        try (var receiver = new Receiver()) {
            Files.writeString(
                    data.resolve("notify.json"),
                    "{targets: [{name: 'x', kind: 'webhook', after: '0s', budget: 1000, url: '" + receiver.url("/")
                            + "'}]}");
            var ids = new HashMap<String, String>();
            for (var kill = 0; kill < NOTICE_KILLS; kill++) {
                try (var server = new ServerProcess(data)) {
                    server.post("{\"task\":\"t" + kill + "\",\"phase\":\"waiting_user\",\"text\":\"?\"}\n");
                    LockSupport.parkNanos(random.nextLong(900_000_000));
                    server.kill();
                }
            }
            try (var _ = new ServerProcess(data)) {
                while (ids.size() < NOTICE_KILLS) note(receiver.next(), ids);
            }
        }
    }

    /** What stood before the target was known comes in a message for several tasks. */
    private static void note(Receiver.Came came, Map<String, String> ids) {
        var id = String.valueOf(came.headers().get("webhook-id"));
        for (var item : Json.read(came.body()).at("/data/items")) {
            var task = item.path("task").asString();
            assertEquals(id, ids.getOrDefault(task, id), task + " was told with two ids");
            ids.put(task, id);
        }
    }

    private List<Thread> senders(ServerProcess server, int kill) {
        var senders = new ArrayList<Thread>();
        for (var i = 0; i < SENDERS; i++) {
            var name = "k" + kill + "-s" + i;
            senders.add(Thread.ofVirtual().start(() -> send(server, name)));
        }
        return senders;
    }

    /** Sends until the server is gone. What it did not answer counts for nothing. */
    private void send(ServerProcess server, String name) {
        try {
            for (var n = 0; ; n++) {
                var ids = new ArrayList<String>();
                var body = new StringBuilder();
                for (var i = 0; i < 20; i++) {
                    var id = name + "-" + n + "-" + i;
                    ids.add(id);
                    body.append(("{\"source\":\"crash\",\"id\":\"%s\",\"task\":\"t%d\","
                                    + "\"phase\":\"%s\",\"update\":\"step %d\"}\n")
                            .formatted(id, (n * 20 + i) % TASKS, i % 2 == 0 ? "testing" : "editing", n));
                }
                server.post(body.toString());
                acknowledged.addAll(ids);
            }
        } catch (IOException _) {
            // The server was killed, as it should be.
        }
    }

    private Map<String, String> boardAfterRestart() throws Exception {
        var board = new ConcurrentHashMap<String, String>();
        try (var server = new ServerProcess(data)) {
            for (var i = 0; i < TASKS; i++) {
                board.put("t" + i, server.get("/api/v1/tasks/t" + i));
            }
            var listed = Json.read(server.get("/api/v1/tasks?limit=500"));
            assertEquals(TASKS, listed.path("items").size());
            assertEquals(128 + 15, server.stop());
        }
        return board;
    }

    private Map<String, String> foldOfTheLog() {
        try (var store = SqlStore.open(data, new JsonEvents())) {
            return foldOfTheLog(store, acknowledged);
        }
    }

    /** What a log comes to, which has all that was acknowledged. */
    static Map<String, String> foldOfTheLog(EventLog log, Collection<String> acknowledged) {
        var tasks = new ConcurrentHashMap<String, Task>();
        var found = ConcurrentHashMap.<String>newKeySet();
        for (List<EventLog.Entry> entries = log.after(0, 1000); !entries.isEmpty(); ) {
            for (var entry : entries) {
                var event = entry.event();
                found.add(event.key().id());
                var id = event.task().orElseThrow();
                tasks.merge(id.text(), Fold.apply(Task.unheard(id), event), (task, _) -> Fold.apply(task, event));
            }
            entries = log.after(entries.getLast().seq(), 1000);
        }
        assertTrue(found.containsAll(acknowledged), "some acknowledged events are not in the log");
        var json = new ConcurrentHashMap<String, String>();
        tasks.forEach((id, task) -> json.put(id, SitrepJson.full(TaskDetail.of(task))));
        return json;
    }
}
