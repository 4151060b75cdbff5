package sitrep.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.EventLog;
import sitrep.store.LogContract;
import sitrep.store.Samples;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskQuery;

/** What may happen to a data folder from outside. */
class DataFolderTest {
    private static final Mark MARK = new Mark(3, 1);

    @TempDir
    Path folder;

    private SqlStore open() {
        return SqlStore.open(folder, Samples.codec());
    }

    private void fill() {
        try (var store = open()) {
            store.append(Samples.events("a", 0, 3));
            store.put(
                    List.of(Samples.row("task0", Samples.WORKING, 0), Samples.row("task1", Samples.WORKING, 1)), MARK);
        }
    }

    private void run(String file, String... statements) throws SQLException {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                var statement = other.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE task",
                "DROP TABLE faceted",
                "DROP TABLE mark",
                "DROP TABLE beginning",
                "DROP TABLE beginning_data",
                "DROP TABLE said",
                "DROP TABLE lasted",
                "DROP TABLE name",
                "DROP TABLE part",
                "DROP TABLE parted",
                "DROP TABLE state",
                "ALTER TABLE task DROP COLUMN json",
                "DELETE FROM facet",
                "CREATE TABLE stray (a)"
            })
    void an_index_in_whatever_state_can_be_made_anew(String damage) throws SQLException {
        fill();
        run("index.db", damage);
        try (var store = open()) {
            store.clear();
            assertTrue(store.isSound());
            assertEquals(new Mark(0, 0), store.mark());
            assertEquals(3, store.after(0, 10).size());
            store.put(
                    List.of(
                            Samples.row("task0", Samples.WORKING, 0, "deploy"),
                            Samples.row("task1", Samples.WORKING, 1)),
                    MARK);
            assertEquals(2, store.page(TaskQuery.top(10)).size());
        }
        try (var store = open()) {
            assertEquals(MARK, store.mark());
        }
    }

    @Test
    void an_index_that_cannot_be_read_says_so_until_it_is_made_anew() throws SQLException {
        fill();
        run("index.db", "DROP TABLE task");
        try (var store = open()) {
            assertThrows(StoreFailure.class, () -> store.page(TaskQuery.top(10)));
            assertFalse(store.isSound());
            store.clear();
            assertTrue(store.isSound());
            assertEquals(List.of(), store.page(TaskQuery.top(10)));
        }
    }

    /** Writes some events as nothing that can be read. */
    private static final EventCodec FORGETFUL = new EventCodec() {
        @Override
        public byte[] encode(Event event) {
            return event.key().id().equals("e1")
                    ? new byte[] {'{', '}'}
                    : Samples.codec().encode(event);
        }

        @Override
        public Event decode(Event.Key key, Optional<TaskId> task, byte[] bytes) {
            return Samples.codec().decode(key, task, bytes);
        }
    };

    @Test
    void an_event_that_cannot_be_read_is_left_out_and_can_be_set_aside() {
        try (var store = SqlStore.open(folder, FORGETFUL)) {
            store.append(Samples.events("a", 0, 3));
        }
        try (var store = open()) {
            assertEquals(List.of(1L, 3L), LogContract.seqsOf(store.after(0, 10)));
            assertEquals(List.of(3L), LogContract.seqsOf(store.after(1, 1)), "a page of such is not the end");
            assertEquals(
                    List.of(2L),
                    store.unreadable().stream().map(EventLog.Unreadable::seq).toList());
            assertEquals(1, store.repair());
            assertEquals(List.of(), store.unreadable());
            assertEquals(new Mark(0, 0), store.mark());
            assertEquals(List.of(1L, 3L), LogContract.seqsOf(store.after(0, 10)));
        }
        try (var store = open()) {
            assertTrue(store.append(Samples.events("a", 1, 2)).getFirst().isPresent(), "it may come again");
            assertEquals(List.of(1L, 3L, 4L), LogContract.seqsOf(store.after(0, 10)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bodies = x'00'", "keys = x'0102'", "keys = x''", "bodies = substr(bodies, 1, 40)"})
    void a_chunk_that_cannot_be_unpacked_is_left_out_and_can_be_set_aside(String damage) throws SQLException {
        try (var store = open()) {
            store.append(Samples.events("a", 0, 3));
            store.append(Samples.events("a", 3, 6));
            store.append(Samples.events("a", 6, 9));
        }
        run("sitrep.db", "UPDATE chunk SET " + damage + " WHERE seq = 4");
        try (var store = open()) {
            assertEquals(List.of(1L, 2L, 3L, 7L, 8L, 9L), LogContract.seqsOf(store.after(0, 10)));
            assertEquals(
                    List.of(4L),
                    store.unreadable().stream().map(EventLog.Unreadable::seq).toList());
            assertEquals(3, store.repair());
            assertEquals(List.of(1L, 2L, 3L, 7L, 8L, 9L), LogContract.seqsOf(store.after(0, 10)));
            assertEquals(List.of(), store.unreadable());
        }
    }

    @Test
    void nothing_is_taken_into_a_file_that_is_no_longer_there() throws IOException {
        try (var store = open()) {
            store.append(Samples.events("a", 0, 3));
            Files.move(folder.resolve("sitrep.db"), folder.resolve("elsewhere.db"));
            var gone = assertThrows(StoreFailure.class, () -> store.append(Samples.events("a", 3, 4)));
            assertEquals(StoreFailure.Kind.GONE, gone.kind());
            assertThrows(StoreFailure.class, store::tryOut);
            Files.move(folder.resolve("elsewhere.db"), folder.resolve("sitrep.db"));
            store.tryOut();
            assertTrue(store.append(Samples.events("a", 3, 4)).getFirst().isPresent());
        }
    }

    @Test
    void another_file_in_its_place_is_noticed_too() throws IOException {
        try (var store = open()) {
            Files.move(folder.resolve("sitrep.db"), folder.resolve("elsewhere.db"));
            Files.createFile(folder.resolve("sitrep.db"));
            assertThrows(StoreFailure.class, () -> store.append(Samples.events("a", 3, 4)));
        }
    }

    @Test
    void nobody_else_may_read_the_files_whoever_made_the_folder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(
                folder.resolve("sitrep.db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try (var store = open()) {
            store.append(Samples.events("a", 0, 3));
            for (var name : List.of("sitrep.db", "sitrep.db-wal", "sitrep.db-shm", "lock")) {
                var permissions = Files.getPosixFilePermissions(folder.resolve(name));
                assertEquals("rw-------", PosixFilePermissions.toString(permissions), name);
            }
        }
    }
}
