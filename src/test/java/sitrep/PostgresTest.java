package sitrep;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.LogPlace;
import sitrep.config.PostgresAddress;
import sitrep.engine.board.JsonEvents;
import sitrep.http.TestServer;
import sitrep.store.StoreFailure;
import sitrep.store.sql.PostgresServer;
import sitrep.store.sql.SqlStore;

/** A server with a real PostgreSQL, that goes away and comes back; and what is said where it cannot be used. */
class PostgresTest {
    private static final int TASKS = 12;

    @TempDir
    private static Path folder;

    private static PostgresServer postgres;

    @TempDir
    private Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    @BeforeAll
    static void start() {
        postgres = new PostgresServer(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /**
     * Started before its database, a server waits for it. Then the database is killed under load, and the server too:
     * what was acknowledged is there each time, and what was refused is taken in when it is sent again.
     */
    @Test
    void a_database_that_comes_and_goes_loses_nothing_and_all_goes_on_by_itself() throws Exception {
        postgres.close();
        var starting = Thread.ofPlatform().start(postgres::start);
        try (var server = new ServerProcess(data, "--store", postgres.url("outage"))) {
            starting.join();
            var sender = Thread.ofPlatform().start(() -> send(server.url()));
            awaitMore(60);
            assertThrows(StoreFailure.class, () -> SqlStore.open(postgres.address("outage"), new JsonEvents()));
            postgres.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> refused.contains(503));
            assertFalse(refused.stream().anyMatch(status -> status != 503), refused.toString());
            await().atMost(Duration.ofSeconds(60)).until(() -> status(server.url() + "/health/ready") == 503);
            assertEquals(503, status(server.url() + "/api/v1/tasks"));
            postgres.start();
            awaitMore(60);
            await().atMost(Duration.ofSeconds(60)).until(() -> status(server.url() + "/health/ready") == 200);
            isOver = true;
            sender.join();
            var board = board(server);
            server.kill();
            try (var store = opened("outage")) {
                assertEquals(CrashTest.foldOfTheLog(store, acknowledged), board);
            }
        }
        try (var server = new ServerProcess(data, "--store", postgres.url("outage"))) {
            server.post("{\"task\":\"t0\",\"phase\":\"testing\"}");
            assertEquals(143, server.stop());
        }
    }

    /** The server that was killed may still be there for the database, for a moment. */
    private static SqlStore opened(String schema) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> SqlStore.open(postgres.address(schema), new JsonEvents()), _ -> true);
    }

    private void awaitMore(int events) {
        var wanted = acknowledged.size() + events;
        await().atMost(Duration.ofSeconds(90)).until(() -> acknowledged.size() >= wanted);
    }

    /** Sends until all is over; what is refused is sent again. */
    private void send(String url) {
        for (var n = 0; !isOver; n++) {
            var id = "e" + n;
            var body = "{\"source\":\"s\",\"id\":\"%s\",\"task\":\"t%d\",\"phase\":\"%s\",\"update\":\"step %d\"}"
                    .formatted(id, n % TASKS, n % 2 == 0 ? "testing" : "editing", n);
            while (!isTaken(url, body)) {
                // Again at once: the server has to bear that.
            }
            acknowledged.add(id);
        }
    }

    private boolean isTaken(String url, String body) {
        try {
            var connection = (HttpURLConnection)
                    URI.create(url + "/api/v1/events").toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            var status = connection.getResponseCode();
            if (status < 300) {
                connection.getInputStream().readAllBytes();
                return true;
            }
            connection.getErrorStream().readAllBytes();
            refused.add("1".equals(connection.getHeaderField("Retry-After")) ? status : -status);
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(String url) throws IOException {
        return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
    }

    private static Map<String, String> board(ServerProcess server) throws IOException {
        var board = new ConcurrentHashMap<String, String>();
        for (var i = 0; i < TASKS; i++) board.put("t" + i, server.get("/api/v1/tasks/t" + i));
        return board;
    }

    /** All that real connectors told, in every story that was recorded. */
    @Test
    void recorded_work_gives_the_same_board_byte_for_byte_in_either_database() throws IOException {
        var events = data.resolve("events.ndjson");
        try (var stories = Files.walk(Path.of("src/test/resources/recorded"))) {
            for (var story :
                    stories.filter(it -> it.endsWith("events.jsonl")).sorted().toList()) {
                Files.write(events, Files.readAllBytes(story), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        var embedded = LogPlace.in(data.resolve("embedded"));
        var server = new LogPlace(data, Optional.of(postgres.address("same")));
        for (var place : List.of(embedded, server)) assertEquals(0, upkeep().takeIn(place, Optional.of(events)));
        var first = board(embedded);
        assertTrue(first.size() > 150, "" + first.size());
        assertEquals(first, board(server));
        assertEquals(0, upkeep().export(embedded, Optional.empty()));
        var exported = said.toString(StandardCharsets.UTF_8);
        assertEquals(0, upkeep().export(server, Optional.empty()));
        assertEquals(exported, said.toString(StandardCharsets.UTF_8));
        assertEquals(0, upkeep().verify(server));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("Each event follows"), said.toString());
        assertEquals(0, upkeep().takeIn(server, Optional.of(events)));
        assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("0 events were added"), said.toString());
        assertEquals(2, upkeep().backup(server, data.resolve("copy")));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("pg_dump -h 127.0.0.1"), said.toString());
    }

    private Upkeep upkeep() {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Upkeep(new CommandLineSurroundings(
                Map.of(), out, out, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ZoneOffset.UTC, false, () -> ""));
    }

    private static List<String> board(LogPlace place) {
        var store = place.store().isPresent()
                ? SqlStore.open(place.store().get(), new JsonEvents())
                : SqlStore.open(place.data(), new JsonEvents());
        try (var server = new TestServer(store, Optional.empty())) {
            var said = new ArrayList<String>();
            for (var path : List.of("tasks?limit=50&phase=done", "tasks?q=build&limit=50", "summary", "insights")) {
                said.add(server.get("/api/v1/" + path).body());
            }
            for (var after = ""; ; ) {
                var page = server.get("/api/v1/tasks?limit=50" + after);
                said.add(page.body());
                for (var item : page.json().path("items")) {
                    var task = "/api/v1/tasks/" + item.path("id").asString().replace("/", "%2F");
                    for (var more : List.of("", "/events?limit=500", "/why")) {
                        said.add(server.get(task + more).body());
                    }
                }
                var next = page.json().path("next").asString("");
                if (next.isEmpty()) return said;
                after = "&after=" + next;
            }
        }
    }

    @Test
    void what_a_database_is_not_fit_for_is_said_with_what_to_do() {
        postgres.run("CREATE ROLE stranger LOGIN PASSWORD 'secret'");
        postgres.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        refusal("stranger@127.0.0.1:%d/postgres", "wrong", "does not let the user stranger in", "PGPASSWORD");
        refusal("stranger@127.0.0.1:%d/postgres", "secret", "GRANT CREATE ON DATABASE postgres");
        refusal("postgres@127.0.0.1:%d/nothing", "", "there is no such database", "createdb");
        refusal("postgres@127.0.0.1:%d/latin", "", "has the encoding LATIN1", "UTF8");
        refusal("postgres@no-such-host.invalid:%d/postgres", "", "cannot be reached, for no host has that name");
        refusal("postgres@127.0.0.1:1/postgres?schema=s%d", "", "cannot be reached");
        SqlStore.open(postgres.address("newer"), new JsonEvents()).close();
        postgres.run("UPDATE newer_log.schema_version SET version = 900");
        refusal("postgres@127.0.0.1:%d/postgres?schema=newer", "", "written by a newer Sitrep");
        postgres.run("CREATE SCHEMA theirs_log AUTHORIZATION stranger");
        postgres.run("CREATE SCHEMA theirs_index AUTHORIZATION stranger");
        var theirs = "postgresql://stranger@127.0.0.1:" + postgres.port() + "/postgres?schema=theirs";
        SqlStore.open(PostgresAddress.of(theirs, Map.of("PGPASSWORD", "secret")), new JsonEvents())
                .close();
    }

    private static void refusal(String where, String password, String... words) {
        var address =
                PostgresAddress.of("postgresql://" + where.formatted(postgres.port()), Map.of("PGPASSWORD", password));
        var refused = assertThrows(StoreFailure.class, () -> SqlStore.open(address, new JsonEvents()));
        var message = String.valueOf(refused.getMessage());
        for (var word : words) assertTrue(message.contains(word), message);
        assertFalse(message.contains("secret") || message.contains("wrong"), message);
    }
}
