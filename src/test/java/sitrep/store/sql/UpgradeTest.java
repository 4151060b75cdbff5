package sitrep.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.json.EventJson;
import sitrep.store.EventLog;
import sitrep.store.Samples;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.folder.DataFolder;

/** A data folder as the version before chunks filled it: nothing of it is lost, whenever its upgrade is ended. */
class UpgradeTest {
    private static final int EVENTS = 1_500;
    private static final long UNREADABLE = 31;

    @TempDir
    Path folder;

    private final List<EventLog.Entry> entries = new ArrayList<>();

    /** With gaps, where repeats came; events of sources; one that cannot be read, and one that was set aside. */
    @BeforeEach
    void fill() throws IOException, SQLException {
        try (var old = connect()) {
            run(old, "PRAGMA journal_mode = WAL");
            run(old, "CREATE TABLE schema_version (version INTEGER NOT NULL)");
            for (var number = 1; number <= 5; number++) {
                var schema = Path.of("src/test/resources/schema-before-chunks/00" + number + ".sql");
                for (var statement :
                        Files.readString(schema, StandardCharsets.UTF_8).split(";\\s*\\n", -1)) {
                    if (!statement.isBlank()) run(old, statement);
                }
                run(old, "INSERT INTO schema_version (version) VALUES (" + number + ")");
            }
            old.setAutoCommit(false);
            for (var i = 0; i < EVENTS; i++) insert(old, 3L * i + i % 2 + 1, event(i));
            run(
                    old,
                    "INSERT INTO event (seq, source, id, task, body) VALUES (" + UNREADABLE
                            + ", 's', 'x', 't', x'7b')");
            run(old, "INSERT INTO aside VALUES (5000, 's', 'y', NULL, x'7b7d', 'it is not an event')");
            run(old, "INSERT INTO mark VALUES (1, 4000, 7)");
            run(old, "INSERT INTO alias VALUES ('other', 'task1')");
            run(old, "INSERT INTO lasted VALUES ('silence', 'agent', 'open', x'00013ff0000000000000')");
            old.commit();
        }
    }

    private static Event event(int i) {
        return i % 50 == 0 ? Samples.seen("s" + i % 3, "e" + i) : Samples.event("s" + i % 3, "e" + i, "task" + i % 10);
    }

    private void insert(Connection old, long seq, Event event) throws SQLException {
        if (seq == UNREADABLE) return;
        entries.add(new EventLog.Entry(seq, event));
        try (var insert =
                old.prepareStatement("INSERT INTO event (seq, source, id, task, body) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, seq);
            insert.setString(2, event.key().source());
            insert.setString(3, event.key().id());
            insert.setString(4, event.task().map(TaskId::text).orElse(null));
            insert.setBytes(5, EventJson.encode(event));
            insert.executeUpdate();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sitrep.db"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertAllIsThere() {
        try (var store = SqlStore.open(folder, Samples.codec())) {
            assertEquals(entries, store.after(0, 10_000));
            assertEquals(
                    List.of(UNREADABLE),
                    store.unreadable().stream().map(EventLog.Unreadable::seq).toList());
            assertEquals(entries.getLast().seq(), store.last());
            var task = new TaskId("task3");
            assertEquals(
                    entries.stream()
                            .filter(entry -> entry.event().task().equals(java.util.Optional.of(task)))
                            .toList(),
                    store.ofTask(task, 0, 10_000));
            assertEquals(30, store.ofSources(0, 10_000).size());
            assertTrue(store.append(List.of(event(7))).getFirst().isEmpty(), "repeats are known");
        }
    }

    @Test
    void every_event_is_there_at_its_place_and_what_was_learnt_is_known() throws SQLException {
        try (var store = SqlStore.open(folder, Samples.codec())) {
            assertEquals(new Mark(4_000, 0), store.mark());
            assertEquals(Map.of(new TaskId("other"), new TaskId("task1")), store.names());
        }
        try (var log = connect();
                var rows = log.createStatement().executeQuery("SELECT count(*), min(why) FROM aside")) {
            assertEquals(1, rows.getInt(1));
            assertEquals("it is not an event", rows.getString(2));
        }
        try (var index = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("index.db"));
                var rows = index.createStatement().executeQuery("SELECT count(*), min(state) FROM lasted")) {
            assertEquals(1, rows.getInt(1));
            assertEquals("open", rows.getString(2));
        }
        assertAllIsThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM mark", "UPDATE mark SET seq = 1000000", "DROP TABLE alias"})
    void an_index_that_is_of_no_use_is_made_anew(String before) throws SQLException {
        try (var old = connect()) {
            run(old, before);
        }
        try (var store = SqlStore.open(folder, Samples.codec())) {
            assertEquals(new Mark(0, 0), store.mark());
            assertEquals(Map.of(), store.names());
        }
        assertAllIsThere();
    }

    /** The steps of an upgrade that can be seen from outside, each as if the process had been killed behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"half written", "written", "index too", "wal of the old left"})
    void an_upgrade_that_was_ended_is_made_again(String step) throws IOException, SQLException {
        var anew = folder.resolve("sitrep.db.new");
        switch (step) {
            case "half written" -> {
                Files.writeString(anew, "half of a database");
                Files.write(folder.resolve("sitrep.db.new-wal"), new byte[5_000]);
            }
            case "written" -> Files.copy(folder.resolve("sitrep.db"), anew);
            case "index too" -> {
                try (var other = SqlStore.open(folder.resolve("other"), Samples.codec())) {
                    other.append(Samples.events("a", 0, 3));
                    other.put(List.of(Samples.row("a", 0, 0)), new Mark(3, 1));
                }
                Files.copy(folder.resolve("other/sitrep.db"), anew);
                Files.copy(folder.resolve("other/index.db"), folder.resolve("index.db"));
            }
            default -> leaveWriteAheadLog();
        }
        assertAllIsThere();
        assertFalse(Files.exists(anew));
    }

    /** As a server leaves it that is killed: what it committed last is only in the write-ahead log. */
    private void leaveWriteAheadLog() throws IOException, SQLException {
        var wal = folder.resolve("sitrep.db-wal");
        var kept = folder.resolve("kept");
        var database = folder.resolve("database");
        try (var old = connect()) {
            run(old, "PRAGMA wal_autocheckpoint = 0");
            insert(old, 4_600, event(EVENTS + 1));
            Files.copy(wal, kept);
            Files.copy(folder.resolve("sitrep.db"), database);
        }
        Files.move(database, folder.resolve("sitrep.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(kept, wal);
    }

    @Test
    void a_log_that_somebody_else_has_open_is_left_as_it_is() throws SQLException {
        try (var reader = connect()) {
            run(reader, "SELECT count(*) FROM event");
            assertThrows(StoreFailure.class, () -> SqlStore.open(folder, Samples.codec()));
        }
        assertAllIsThere();
    }

    @Test
    void a_log_in_chunks_is_not_touched() throws IOException {
        assertAllIsThere();
        var key = Files.getAttribute(folder.resolve(DataFolder.DATABASE), "unix:ino");
        assertAllIsThere();
        assertEquals(key, Files.getAttribute(folder.resolve(DataFolder.DATABASE), "unix:ino"));
    }
}
