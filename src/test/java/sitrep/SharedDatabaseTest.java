package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.LogPlace;
import sitrep.config.PostgresAddress;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.engine.board.JsonEvents;
import sitrep.json.Json;
import sitrep.json.SitrepJson;
import sitrep.store.EventLog;
import sitrep.store.database.Leadership;
import sitrep.store.database.Leadership.Leader;
import sitrep.store.sql.PostgresServer;
import sitrep.store.sql.SqlStore;

/** Three servers share a database: each answers for all, and whichever is killed, nothing acknowledged is lost. */
class SharedDatabaseTest {
    private static final int SERVERS = 3;
    private static final int KILLS = Integer.getInteger("sitrep.kills", 3);
    private static final int SENDERS = 3;
    private static final int TASKS = 40;
    private static final int EACH = 10;

    private static final String SCHEMA = "three";

    @TempDir
    private Path data;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Long> gaps = new ArrayList<>();
    private volatile boolean isOver;

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::kill);
    }

    @Test
    void nothing_acknowledged_is_lost_whichever_is_killed_and_all_show_the_same() throws Exception {
        for (var i = 0; i < SERVERS; i++) ports.add(freePort());
        for (var i = 0; i < SERVERS; i++) servers.add(started(i));
        var heardAfter = heardByOneOf(1, 2);
        var senders = new ArrayList<Thread>();
        for (var i = 0; i < SENDERS; i++) {
            var sender = i;
            senders.add(Thread.ofVirtual().start(() -> send(sender)));
        }
        var random = new SplittableRandom(17);
        try (var leadership = new Leadership(database())) {
            for (var kill = 0; kill < KILLS; kill++) {
                var before = acknowledged.size();
                while (acknowledged.size() < before + 40 + random.nextInt(200)) LockSupport.parkNanos(1_000_000);
                var victim = kill % 3 == 2 ? random.nextInt(SERVERS) : leader(leadership);
                servers.get(victim).kill();
                gaps.add(untilNextAcknowledged());
                servers.set(victim, started(victim));
            }
        }
        freezeTheLeader();
        isOver = true;
        for (var sender : senders) sender.join();
        Files.writeString(Path.of("target", "shared-database.md"), """
            Milliseconds from an event to one server until who listens to another is told: %d

            Milliseconds from the end of one of %d servers, at last from its standstill, until an event is taken: %s
            """.formatted(heardAfter, SERVERS, gaps));
        var boards = new HashSet<Map<String, String>>();
        for (var server : servers) boards.add(board(server));
        stop();
        assertEquals(1, boards.size(), "they do not show the same: " + boards);
        assertEquals(foldOfTheLog(), boards.iterator().next());
    }

    /** What one takes in who listens to another is told of; answers after how many milliseconds. */
    private long heardByOneOf(int taking, int listening) throws IOException {
        var stream =
                URI.create(servers.get(listening).url() + "/api/v1/changes").toURL();
        try (var lines = new BufferedReader(new InputStreamReader(stream.openStream(), StandardCharsets.UTF_8))) {
            lines.readLine();
            var began = System.nanoTime();
            servers.get(taking).post("{\"task\":\"t0\",\"phase\":\"editing\",\"update\":\"heard by others\"}\n");
            for (var line = lines.readLine(); !line.contains("heard by others"); ) line = lines.readLine();
            return (System.nanoTime() - began) / 1_000_000;
        }
    }

    /** It goes on in the belief that it leads, and finds out that it does not. */
    private void freezeTheLeader() throws IOException {
        try (var leadership = new Leadership(database())) {
            var frozen = leader(leadership);
            var began = System.nanoTime();
            servers.get(frozen).freeze(true);
            while (leader(leadership) == frozen) LockSupport.parkNanos(10_000_000);
            untilNextAcknowledged();
            gaps.add((System.nanoTime() - began) / 1_000_000);
            servers.get(frozen).freeze(false);
        }
    }

    /** In milliseconds. */
    private long untilNextAcknowledged() {
        var began = System.nanoTime();
        for (var before = acknowledged.size(); acknowledged.size() == before; ) LockSupport.parkNanos(1_000_000);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private int leader(Leadership leadership) {
        while (true) {
            if (leadership.now() instanceof Leader.Known(var at) && at.isPresent()) {
                return ports.indexOf(at.get().getPort());
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static PostgresAddress database() {
        return PostgresServer.shared().address(SCHEMA);
    }

    private ServerProcess started(int server) throws IOException {
        return new ServerProcess(
                data.resolve("s" + server),
                "--port",
                "" + ports.get(server),
                "--store",
                PostgresServer.shared().url(SCHEMA));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Sends to one after the other, and the same again wherever it is not told that it is durable. */
    private void send(int sender) {
        for (var n = 0; !isOver; n++) {
            var ids = new ArrayList<String>();
            var body = new StringBuilder();
            for (var i = 0; i < EACH; i++) {
                var id = "s" + sender + "-" + n + "-" + i;
                ids.add(id);
                body.append(("{\"source\":\"shared\",\"id\":\"%s\",\"task\":\"t%d\","
                                + "\"phase\":\"%s\",\"update\":\"step %d\"}\n")
                        .formatted(id, (n * EACH + i) % TASKS, i % 2 == 0 ? "testing" : "editing", n));
            }
            for (var to = sender + n; !isTaken(to % SERVERS, body.toString()); to++) LockSupport.parkNanos(20_000_000);
            acknowledged.addAll(ids);
        }
    }

    private boolean isTaken(int server, String body) {
        try {
            servers.get(server).post(body);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Map<String, String> board(ServerProcess server) {
        var board = new HashMap<String, String>();
        for (var i = 0; i < TASKS; i++) board.put("t" + i, shown(server, "/api/v1/tasks/t" + i));
        var listed = Json.read(shown(server, "/api/v1/tasks?limit=500"));
        assertEquals(TASKS, listed.path("items").size());
        return board;
    }

    /** Whoever is killed last may have led. */
    private static String shown(ServerProcess server, String path) {
        while (true) {
            try {
                return server.get(path);
            } catch (IOException _) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private Map<String, String> foldOfTheLog() {
        var tasks = new HashMap<String, Task>();
        var found = new HashSet<String>();
        try (var store = SqlStore.open(new LogPlace(data, Optional.of(database())), new JsonEvents())) {
            for (List<EventLog.Entry> entries = store.after(0, 1000); !entries.isEmpty(); ) {
                for (var entry : entries) {
                    var event = entry.event();
                    assertTrue(found.add(event.key().id()), event.key() + " is in the log twice");
                    var id = event.task().orElseThrow();
                    tasks.merge(id.text(), Fold.apply(Task.unheard(id), event), (task, _) -> Fold.apply(task, event));
                }
                entries = store.after(entries.getLast().seq(), 1000);
            }
        }
        assertTrue(found.containsAll(acknowledged), "some acknowledged events are not in the log");
        var json = new HashMap<String, String>();
        tasks.forEach((id, task) -> json.put(id, SitrepJson.full(TaskDetail.of(task))));
        return json;
    }
}
