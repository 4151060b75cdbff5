package sitrep.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.LogContract;
import sitrep.store.Samples;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlSession;
import sitrep.store.database.Sqlite;
import sitrep.store.folder.DataFolder;

/** What a database does to its writer when there is no room, and that it goes on when there is some again. */
class FullDiskTest {
    /** A database that may have so many pages. */
    private static final class Small implements SqlDialect {
        private final Sqlite sqlite;
        private int pages = 1_000_000;
        private Connection writer;

        /** Whether what is committed is durable, but nobody hears so. */
        private boolean isUnheard;

        Small(DataFolder folder) throws SQLException {
            this.sqlite = new Sqlite(folder.database(), folder.index());
            this.writer = sqlite.log();
        }

        @Override
        public void hold(SqlSession log, String under) {
            sqlite.hold(log, under);
        }

        @Override
        public Connection index() throws SQLException {
            return sqlite.index();
        }

        @Override
        public void tidy() throws SQLException {
            sqlite.tidy();
        }

        @Override
        public void settle() throws SQLException {
            sqlite.settle();
        }

        @Override
        public Connection log() throws SQLException {
            writer.close();
            writer = sqlite.log();
            allow(pages);
            return (Connection) Proxy.newProxyInstance(
                    Small.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (_, method, values) -> answered(method, values));
        }

        private Object answered(Method method, Object[] values) throws Throwable {
            try {
                var answer = method.invoke(writer, values);
                if (isUnheard && method.getName().equals("commit")) throw new SQLException("it hung up");
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        void allow(int most) throws SQLException {
            pages = most;
            try (var statement = writer.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + most);
            }
        }

        void endTransaction() throws SQLException {
            try (var statement = writer.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }

        @Override
        public String schema() {
            return sqlite.schema();
        }

        @Override
        public Connection reader() throws SQLException {
            return sqlite.reader();
        }

        @Override
        public void index(SqlSession session, long n, Collection<String> come, Collection<String> gone)
                throws SQLException {
            sqlite.index(session, n, come, gone);
        }

        @Override
        public List<String> tables(SqlSession session) throws SQLException {
            return sqlite.tables(session);
        }

        @Override
        public void drop(SqlSession session, String table) throws SQLException {
            sqlite.drop(session, table);
        }

        @Override
        public boolean giveBack(SqlSession session) throws SQLException {
            return sqlite.giveBack(session);
        }

        @Override
        public long bytesOfLog(SqlSession session) throws SQLException {
            return sqlite.bytesOfLog(session);
        }

        @Override
        public long bytesOfIndex(SqlSession session) throws SQLException {
            return sqlite.bytesOfIndex(session);
        }

        @Override
        public String marks(String table) {
            return sqlite.marks(table);
        }

        @Override
        public String search() {
            return sqlite.search();
        }

        @Override
        public String sought(Collection<String> beginnings) {
            return sqlite.sought(beginnings);
        }
    }

    @TempDir
    Path folder;

    @Test
    void what_did_not_fit_is_taken_in_when_there_is_room() throws SQLException {
        var held = DataFolder.hold(folder);
        var small = new Small(held);
        try (var store = SqlOpening.open(held, small, Samples.codec())) {
            store.append(Samples.events("a", 0, 3));
            small.allow(1);
            var full = assertThrows(StoreFailure.class, () -> store.append(Samples.events("b", 0, 5_000)));
            assertEquals(StoreFailure.Kind.FULL, full.kind());
            assertEquals(3, store.last());
            small.allow(1_000_000);
            assertEquals(5_000, store.append(Samples.events("b", 0, 5_000)).size());
            assertEquals(5_003, store.last());
        }
    }

    @Test
    void a_transaction_that_ended_by_itself_does_not_end_the_writing() throws SQLException {
        var held = DataFolder.hold(folder);
        var small = new Small(held);
        try (var store = SqlOpening.open(held, small, new Breaking(small))) {
            store.append(Samples.events("a", 0, 3));
            assertThrows(IllegalStateException.class, () -> store.append(Samples.events("broken", 0, 1)));
            var second = Samples.events("b", 0, 3);
            assertTrue(store.append(second).getFirst().isPresent());
            assertThrows(IllegalStateException.class, () -> store.append(Samples.events("broken", 0, 1)));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), LogContract.seqsOf(store.after(0, 100)));
            assertEquals(6, store.last());
            store.put(List.of(Samples.row("a", 0, 0)), new TaskIndex.Mark(6, 3));
        }
    }

    @Test
    void what_was_appended_though_nobody_heard_so_is_known_afterwards() throws SQLException {
        var held = DataFolder.hold(folder);
        var small = new Small(held);
        try (var store = SqlOpening.open(held, small, Samples.codec())) {
            store.append(Samples.events("a", 0, 3));
            small.isUnheard = true;
            var unheard = Samples.events("b", 0, 3);
            assertThrows(StoreFailure.class, () -> store.append(unheard));
            assertEquals(3, store.last());
            small.isUnheard = false;
            store.tryOut();
            assertEquals(6, store.last());
            assertTrue(store.append(unheard).stream().allMatch(OptionalLong::isEmpty), "they are repeats");
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), LogContract.seqsOf(store.after(0, 100)));
            var task = unheard.getFirst().task().orElseThrow();
            assertTrue(LogContract.seqsOf(store.ofTask(task, 0, 10)).contains(4L), "they are found by their task");
        }
    }

    @Test
    void what_another_wrote_meanwhile_ends_the_writing() throws SQLException {
        var held = DataFolder.hold(folder);
        var small = new Small(held);
        try (var store = SqlOpening.open(held, small, new Breaking(small))) {
            store.append(Samples.events("a", 0, 3));
            assertThrows(IllegalStateException.class, () -> store.append(Samples.events("broken", 0, 1)));
            try (var other = small.sqlite.log();
                    var statement = other.createStatement()) {
                statement.execute("INSERT INTO chunk SELECT 4, 9, events, keys, link, bodies FROM chunk");
                other.commit();
            }
            var gone = assertThrows(StoreFailure.class, () -> store.append(Samples.events("b", 0, 3)));
            assertEquals(StoreFailure.Kind.GONE, gone.kind());
        }
    }

    /** Has the transaction end within a write of events of one source, as SQLite does when a page cannot be written. */
    private record Breaking(Small small) implements EventCodec {
        @Override
        public byte[] encode(Event event) {
            if (event.key().source().equals("broken")) {
                try {
                    small.endTransaction();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
                throw new IllegalStateException("there was no room");
            }
            return Samples.codec().encode(event);
        }

        @Override
        public Event decode(Event.Key key, Optional<TaskId> task, byte[] body) {
            return Samples.codec().decode(key, task, body);
        }
    }
}
