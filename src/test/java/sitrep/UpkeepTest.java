package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.LogPlace;
import sitrep.engine.board.JsonEvents;
import sitrep.json.Json;
import sitrep.store.Samples;
import sitrep.store.sql.SqlStore;

/** What the commands about a data folder do to real servers' folders, and say. */
class UpkeepTest {
    private static final int TASKS = 12;

    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Upkeep upkeep() {
        out.reset();
        err.reset();
        return new Upkeep(new CommandLineSurroundings(
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(java.time.Instant.EPOCH, ZoneOffset.UTC),
                ZoneOffset.UTC,
                false,
                () -> ""));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String news(int from, int until) {
        var lines = new StringBuilder();
        for (var i = from; i < until; i++) {
            var task = "\"source\":\"s%d\",\"id\":\"%d\",\"task\":\"t%d\"".formatted(i % 2, i, i % TASKS);
            lines.append(
                    switch (i % 7) {
                        case 0 -> "{%s,\"phase\":\"waiting_approval\",\"text\":\"go on?\"}\n".formatted(task);
                        case 3 -> "{%s,\"outcome\":\"failed\",\"summary\":\"bäd\"}\n".formatted(task);
                        case 5 -> "{%s,\"alias\":\"other/%d\"}\n".formatted(task, i % TASKS);
                        default -> "{%s,\"phase\":\"testing\",\"update\":\"step %d\"}\n".formatted(task, i);
                    });
        }
        return lines.append("{\"source\":\"s0\",\"every\":60,\"id\":\"e%d\"}\n".formatted(from))
                .toString();
    }

    /** All that a board says, and where each event is. */
    private static List<String> board(Path data) throws IOException {
        try (var server = new ServerProcess(data)) {
            var board = new ArrayList<String>();
            var listed = server.get("/api/v1/tasks?limit=500");
            board.add(listed);
            for (var item : Json.read(listed).path("items")) {
                var task = "/api/v1/tasks/" + item.path("id").asString().replace("/", "%2F");
                board.add(server.get(task));
                board.add(server.get(task + "/events?limit=500"));
            }
            server.stop();
            return board;
        }
    }

    @Test
    void a_backup_of_a_server_at_work_becomes_the_same_board_elsewhere_and_so_does_an_export() throws IOException {
        var data = root.resolve("data");
        var copy = root.resolve("copy.db");
        var events = root.resolve("events.ndjson");
        try (var server = new ServerProcess(data)) {
            server.post(news(0, 300));
            assertEquals(0, upkeep().backup(LogPlace.in(data), copy), this::complained);
            assertTrue(said().matches("\\S+copy.db has \\d+ events, up to event \\d+, in \\d+ bytes.\n"), said());
            server.post(news(300, 400));
            assertEquals(0, upkeep().verify(LogPlace.in(data)), this::complained);
            assertTrue(said().contains("Each event follows"), said());
            assertEquals(0, upkeep().export(LogPlace.in(data), Optional.of(events)), this::complained);
            assertEquals(1, upkeep().recover(LogPlace.in(data), copy, true));
            assertTrue(complained().contains("already works"), complained());
            server.kill();
        }
        var whole = board(data);
        assertEquals(0, upkeep().takeIn(LogPlace.in(root.resolve("imported")), Optional.of(events)), this::complained);
        assertEquals(whole, board(root.resolve("imported")));

        assertEquals(1, upkeep().recover(LogPlace.in(data), copy, false));
        assertTrue(complained().contains("--yes"), complained());
        assertEquals(0, upkeep().recover(LogPlace.in(data), copy, true), this::complained);
        assertTrue(said().contains("sitrep-aside-1.db"), said());
        assertEquals(0, upkeep().recover(LogPlace.in(root.resolve("other")), copy, false), this::complained);
        var back = board(data);
        assertFalse(whole.equals(back));
        assertEquals(back, board(root.resolve("other")));
    }

    private Path exported() throws IOException {
        var data = root.resolve("data");
        try (var store = SqlStore.open(data, new JsonEvents())) {
            store.append(Samples.events("s0", 0, 30));
        }
        var events = root.resolve("events.ndjson");
        assertEquals(0, upkeep().export(LogPlace.in(data), Optional.of(events)), this::complained);
        return events;
    }

    @Test
    void what_is_taken_in_twice_changes_nothing() throws IOException {
        var events = exported();
        var count = Files.readAllLines(events).size();
        var data = root.resolve("anew");
        assertEquals(0, upkeep().takeIn(LogPlace.in(data), Optional.of(events)));
        assertTrue(said().startsWith(count + " events were added"), said());
        assertEquals(0, upkeep().takeIn(LogPlace.in(data), Optional.of(events)));
        assertTrue(said().startsWith("0 events were added"), said());
        assertTrue(said().contains(count + " were there already"), said());
        assertEquals(0, upkeep().export(LogPlace.in(data), Optional.empty()));
        assertEquals(Files.readString(events), said());
        assertEquals(0, upkeep().takeIn(LogPlace.in(root.resolve("data")), Optional.of(events)));
        assertTrue(said().startsWith("0 events were added"), said());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    not json                                    | it is not JSON
                    {}                                          | specversion: found nothing
                    {"specversion":"1.0"}                       | time: found nothing
                    SAME,"sequence":"x"                         | sequence: found 'x'
                    SAME,"heard":"yesterday"                    | it is not JSON
                    """)
    void one_bad_line_is_named_and_nothing_is_taken_in(String bad, String why) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(exported()));
        var line = bad.startsWith("SAME")
                ? lines.getFirst().replaceFirst(",\"sequence\".*", "") + bad.substring(4) + "}"
                : bad;
        lines.add(5, line);
        var events = Files.write(root.resolve("bad.ndjson"), lines);
        var data = root.resolve("anew");
        assertEquals(1, upkeep().takeIn(LogPlace.in(data), Optional.of(events)));
        assertTrue(complained().contains("Line 6 of " + events + " cannot be taken in: " + why), complained());
        assertEquals(0, upkeep().verify(LogPlace.in(data)));
        assertTrue(said().contains("The log is empty"), said());
    }

    @Test
    void what_is_not_there_is_said() {
        var nowhere = root.resolve("nowhere");
        assertEquals(2, upkeep().verify(LogPlace.in(nowhere)));
        assertTrue(complained().contains("there is no data folder"), complained());
        assertEquals(2, upkeep().backup(LogPlace.in(nowhere), root.resolve("copy")));
        assertEquals(1, upkeep().takeIn(LogPlace.in(nowhere), Optional.of(root.resolve("none"))));
        assertTrue(complained().contains("cannot be read"), complained());
        assertFalse(Files.exists(nowhere));
    }
}
