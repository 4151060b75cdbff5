package sitrep.store.upkeep;

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
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.config.LogPlace;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.LogContract;
import sitrep.store.Samples;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.sql.SqlStore;

/** A log is copied, looked through, put back and added to, in real files. */
class UpkeepOfLogsTest {
    @TempDir
    Path root;

    private Path folder(String name) {
        return root.resolve(name);
    }

    private Path filled(String name, int events) {
        try (var store = SqlStore.open(folder(name), Samples.codec())) {
            for (var from = 0; from < events; from += 3) {
                store.append(Samples.events("a", from, Math.min(events, from + 3)));
            }
        }
        return folder(name);
    }

    private List<Long> places(Path folder) {
        try (var store = SqlStore.open(folder, Samples.codec())) {
            return LogContract.seqsOf(store.after(0, 1_000));
        }
    }

    private LogCheck.Findings checked(Path folder) {
        return LogCheck.of(LogPlace.in(folder), Samples.codec());
    }

    private static void run(Path file, String sql) throws SQLException {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String refusal(Runnable work) {
        return String.valueOf(assertThrows(StoreFailure.class, work::run).getMessage());
    }

    @Test
    void a_copy_is_made_beside_who_writes_and_is_a_log_itself() throws IOException {
        var copy = root.resolve("copy.db");
        try (var store = SqlStore.open(folder("live"), Samples.codec())) {
            store.append(Samples.events("a", 0, 5));
            assertEquals(new LogBackup(5, 5, Files.size(copied(copy))), size(copy));
            store.append(Samples.events("a", 5, 7));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        try (var there = Files.list(root)) {
            assertEquals(2, there.count(), "nothing else is left");
        }
        Files.createDirectory(folder("other"));
        Files.move(copy, folder("other").resolve("sitrep.db"));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), places(folder("other")));
        assertTrue(checked(folder("other")).isWhole());
    }

    private Path copied(Path copy) {
        LogBackup.write(folder("live"), copy);
        return copy;
    }

    private static LogBackup size(Path copy) throws IOException {
        try (var log = LogFile.open(copy)) {
            return new LogBackup(log.events(), log.last(), Files.size(copy));
        }
    }

    @Test
    void a_copy_takes_no_place_and_leaves_nothing_half_written() throws IOException {
        var copy = Files.writeString(root.resolve("there"), "mine");
        var data = filled("data", 3);
        assertTrue(refusal(() -> LogBackup.write(data, copy)).contains("is there already"));
        assertEquals("mine", Files.readString(copy));
        assertTrue(refusal(() -> LogBackup.write(root.resolve("nowhere"), root.resolve("new")))
                .contains("sitrep.db"));
        var far = root.resolve("no/such/folder/copy.db");
        assertTrue(refusal(() -> LogBackup.write(data, far)).contains("cannot be written"));
        assertFalse(Files.exists(root.resolve("new")));
        assertFalse(Files.exists(root.resolve("there.part")));
    }

    @Test
    void what_is_in_a_log_is_counted() throws SQLException {
        var data = filled("data", 9);
        try (var store = SqlStore.open(data, FORGETFUL)) {
            store.append(List.of(Samples.event("b", "e1", "t"), Samples.event("b", "e2", "t")));
        }
        var found = checked(data);
        assertEquals(11, found.events());
        assertEquals(4, found.chunks());
        assertEquals(0, found.gaps());
        assertEquals(11, found.last());
        assertEquals(1, found.unread());
        assertEquals(10, found.unreadable().getFirst().seq());
        assertTrue(found.isWhole());
        try (var store = SqlStore.open(data, Samples.codec())) {
            store.repair();
        }
        var repaired = checked(data);
        assertEquals(List.of(10L, 1L, 0L), List.of(repaired.events(), repaired.gaps(), repaired.unread()));
        assertTrue(repaired.isWhole(), "what was taken out on purpose breaks nothing");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM chunk WHERE seq = 4",
                "UPDATE chunk SET link = zeroblob(32) WHERE seq = 4",
                "UPDATE chunk SET bodies = (SELECT bodies FROM chunk WHERE seq = 7) WHERE seq = 4",
                "UPDATE chunk SET keys = (SELECT keys FROM chunk WHERE seq = 7),"
                        + " bodies = (SELECT bodies FROM chunk WHERE seq = 7) WHERE seq = 4",
                "UPDATE chunk SET bodies = x'00' WHERE seq = 4",
                "UPDATE chunk SET events = 2 WHERE seq = 4"
            })
    void whatever_is_done_to_it_is_found_where_it_is(String damage) throws SQLException {
        var data = filled("data", 12);
        var copy = root.resolve("copy.db");
        run(data.resolve("sitrep.db"), damage);
        LogBackup.write(data, copy);
        var found = checked(data);
        assertFalse(found.isWhole());
        var first = found.broken().getFirst();
        assertTrue(first.contains("event 3") || first.contains("events 4 to 6"), first);
        assertTrue(refusal(() -> LogRecovery.run(folder("anew"), copy, Samples.codec(), true))
                .contains(first));
        assertFalse(Files.exists(folder("anew").resolve("sitrep.db")), "nothing was begun");
    }

    @Test
    void a_copy_is_put_where_nothing_is_and_the_index_is_made_anew() {
        var copy = root.resolve("copy.db");
        LogBackup.write(filled("data", 7), copy);
        var done = LogRecovery.run(folder("anew"), copy, Samples.codec(), false);
        assertEquals(new LogRecovery(7, 7, false, Optional.empty()), done);
        assertEquals(places(folder("data")), places(folder("anew")));
    }

    @Test
    void what_is_there_is_kept_aside_and_only_when_asked_for() throws IOException {
        var copy = root.resolve("copy.db");
        LogBackup.write(filled("data", 4), copy);
        try (var store = SqlStore.open(folder("data"), Samples.codec())) {
            store.append(Samples.events("b", 0, 3));
            store.put(List.of(Samples.row("task0", Samples.WORKING, 0)), new Mark(7, 1));
            assertTrue(refusal(() -> LogRecovery.run(folder("data"), copy, Samples.codec(), true))
                    .contains("already works"));
        }
        assertTrue(refusal(() -> LogRecovery.run(folder("data"), copy, Samples.codec(), false))
                .contains("has 7 events"));
        assertEquals(7, places(folder("data")).size());
        var aside = LogRecovery.run(folder("data"), copy, Samples.codec(), true)
                .aside()
                .orElseThrow();
        try (var store = SqlStore.open(folder("data"), Samples.codec())) {
            assertEquals(4, store.last());
            assertEquals(new Mark(0, 0), store.mark());
            assertEquals(1, store.append(Samples.events("b", 2, 3)).getFirst().orElseThrow() - 4);
        }
        try (var log = LogFile.open(aside)) {
            assertEquals(7, log.events());
        }
        var second = LogRecovery.run(folder("data"), copy, Samples.codec(), true)
                .aside()
                .orElseThrow();
        assertEquals("sitrep-aside-2.db", second.getFileName().toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(second)));
    }

    @Test
    void a_log_that_is_no_database_any_more_is_replaced_when_asked_for() throws IOException {
        var copy = root.resolve("copy.db");
        LogBackup.write(filled("data", 4), copy);
        Files.writeString(folder("data").resolve("sitrep.db"), "nothing that SQLite knows".repeat(100));
        assertTrue(refusal(() -> LogRecovery.run(folder("data"), copy, Samples.codec(), false))
                .contains("not a log"));
        LogRecovery.run(folder("data"), copy, Samples.codec(), true);
        assertEquals(List.of(1L, 2L, 3L, 4L), places(folder("data")));
    }

    @Test
    void what_is_no_copy_of_a_log_is_not_put_anywhere() throws IOException {
        var text = Files.writeString(root.resolve("text"), "not a log");
        assertTrue(refusal(() -> LogRecovery.run(folder("anew"), text, Samples.codec(), true))
                .contains("not a log"));
        assertTrue(refusal(() -> LogRecovery.run(folder("anew"), root.resolve("none"), Samples.codec(), true))
                .contains("no file"));
    }

    @Test
    void a_newer_log_is_left_to_a_newer_sitrep() throws SQLException {
        var data = filled("data", 3);
        run(data.resolve("sitrep.db"), "INSERT INTO schema_version (version) VALUES (99)");
        assertTrue(refusal(() -> checked(data)).contains("newer Sitrep"));
    }

    @Test
    void additions_keep_their_places_where_those_are_free() {
        var data = filled("data", 3);
        try (var addition = LogAddition.to(data, Samples.codec())) {
            add(addition, 2, "a", "e1");
            add(addition, 2, "b", "e1");
            add(addition, 9, "b", "e2");
            add(addition, 9, "b", "e2");
            addition.add(OptionalLong.empty(), Samples.event("b", "e3", "t"));
            addition.commit();
            assertEquals(List.of(3L, 2L), List.of(addition.added(), addition.repeats()));
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 9L, 10L), places(data));
        assertTrue(checked(data).isWhole());
    }

    @Test
    void what_is_not_committed_never_came() {
        var data = filled("data", 3);
        try (var addition = LogAddition.to(data, Samples.codec())) {
            for (var i = 0; i < 10_000; i++) add(addition, 10 + i, "b", "e" + i);
            assertTrue(refusal(() -> SqlStore.open(data, Samples.codec())).contains("already works"));
        }
        assertEquals(List.of(1L, 2L, 3L), places(data));
    }

    private static void add(LogAddition addition, long place, String source, String id) {
        addition.add(OptionalLong.of(place), Samples.event(source, id, "task" + id.length()));
    }
}
