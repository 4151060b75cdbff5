package sitrep.store.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.EventCodec;
import sitrep.store.IndexChange;
import sitrep.store.Insights;
import sitrep.store.InsightsScope;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskQuery;

/**
 * Keeps everything in a database. One thread writes and reads come from anywhere: they run on platform threads of the
 * store's own.
 */
public final class SqlStore implements Store {
    /** Something to write in one transaction. */
    private interface Writing<T> {
        T on(SqlSession session) throws SQLException;
    }

    private final DataFolder folder;
    private final SqlDialect dialect;
    private SqlSession writer;
    private final SqlReaders readers;
    private final SqlLog log;
    private final SqlIndex index;
    private final SqlPages pages;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long last;

    /** Whether the writer is of no use any more. */
    private boolean spent;

    /** Whether the index can be read, as far as was tried since it was made. */
    private volatile boolean sound = true;

    private SqlStore(DataFolder folder, SqlDialect dialect, SqlSession writer, EventCodec codec) throws SQLException {
        this.folder = folder;
        this.dialect = dialect;
        this.writer = writer;
        this.log = new SqlLog(codec);
        this.index = new SqlIndex(dialect);
        this.pages = new SqlPages(dialect);
        this.last = SqlLog.last(writer);
        writer.commit();
        this.readers = new SqlReaders(dialect);
    }

    /**
     * Opens the embedded database in a folder, which is made if there is none. It is ours alone until it is closed.
     *
     * @throws StoreFailure if another server works with the folder, or a newer Sitrep wrote to it
     */
    public static SqlStore open(Path folder, EventCodec codec) {
        var held = DataFolder.hold(folder);
        return open(held, new Sqlite(held.database()), codec);
    }

    static SqlStore open(DataFolder held, SqlDialect dialect, EventCodec codec) {
        try {
            var writer = new SqlSession(dialect.writer());
            try {
                SqlSchema.migrate(writer, dialect, held.path().toString());
                return new SqlStore(held, dialect, writer, codec);
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            release(held);
            throw held.failure("The database in " + held.path() + " cannot be opened", e);
        } catch (StoreFailure e) {
            release(held);
            throw e;
        }
    }

    @Override
    public List<OptionalLong> append(List<Event> events) {
        if (events.isEmpty()) return List.of();
        var places = write("Nothing was appended", session -> log.append(session, events, last));
        folder.check();
        places.forEach(place -> last = place.orElse(last));
        return places;
    }

    @Override
    public void tryOut() {
        folder.checkRoom();
        write("Nothing can be written", session -> {
            session.run("UPDATE schema_version SET version = version");
            return last;
        });
    }

    @Override
    public List<Entry> after(long seq, int limit) {
        return log.entries(readers, SqlLog.AFTER, new SqlLog.Asked(Optional.empty(), seq, limit));
    }

    @Override
    public List<Entry> ofTask(TaskId task, long after, int limit) {
        return log.entries(readers, SqlLog.OF_TASK, new SqlLog.Asked(Optional.of(task), after, limit));
    }

    @Override
    public List<Entry> ofSources(long after, int limit) {
        return log.entries(readers, SqlLog.OF_SOURCES, new SqlLog.Asked(Optional.empty(), after, limit));
    }

    @Override
    public long last() {
        return last;
    }

    @Override
    public List<String> tasks(String after, int limit) {
        return readers.read(session -> SqlLog.tasks(session, after, limit));
    }

    @Override
    public List<Unreadable> unreadable() {
        return log.unreadable();
    }

    @Override
    public boolean isSound() {
        return sound;
    }

    @Override
    public Mark mark() {
        return ofIndex(SqlIndex::mark);
    }

    @Override
    public void put(IndexChange filing) {
        write("The index was not changed", session -> {
            SqlLasted.keep(session, filing.lasted());
            SqlNames.keep(session, filing.names());
            index.put(session, filing);
            return filing.mark();
        });
    }

    @Override
    public Map<TaskId, TaskId> names() {
        return ofIndex(SqlNames::all);
    }

    @Override
    public Map<Lasted.What, Histogram> lasted() {
        return ofIndex(SqlLasted::all);
    }

    @Override
    public void clear() {
        write("The index was not cleared", session -> {
            index.forget();
            SqlSchema.renew(session, dialect);
            return last;
        });
        sound = true;
    }

    /** Sets aside what of the log cannot be read, and forgets the index. Answers how many events that were. */
    public int repair() {
        var aside = write("Nothing was repaired", log::setAside);
        clear();
        return aside;
    }

    /** Reads the index. What fails once may fail again, so that whoever fills it had better make it anew. */
    private <T> T ofIndex(SqlReaders.Question<T> question) {
        try {
            return readers.read(question);
        } catch (StoreFailure e) {
            if (SqlReaders.isOfDatabase(e)) sound = false;
            throw e;
        }
    }

    @Override
    public List<Listed> page(TaskQuery query) {
        return ofIndex(session -> pages.page(session, query));
    }

    @Override
    public List<TaskId> due(Instant now, int limit) {
        return ofIndex(session -> SqlPages.due(session, now, limit));
    }

    @Override
    public Insights insights(InsightsScope scope, int most) {
        return ofIndex(session -> scope.isWhole()
                ? SqlEndings.insights(session, scope.days(), most)
                : SqlNarrowed.insights(session, scope, most));
    }

    @Override
    public Map<String, Long> counts(String facet) {
        return ofIndex(session -> SqlFacets.counts(session, facet));
    }

    @Override
    public void close() {
        writing.lock();
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            throw new StoreFailure("The database was not closed properly: " + e.getMessage(), e);
        } finally {
            release(folder);
            writing.unlock();
        }
    }

    /** All of it or, if anything goes wrong, none of it. */
    private <T> T write(String otherwise, Writing<T> change) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "only platform threads write, for native calls hold a virtual one's carrier");
        }
        writing.lock();
        try {
            folder.check();
            if (spent) renew();
            var result = change.on(writer);
            writer.commit();
            return result;
        } catch (SQLException e) {
            takeBack(e);
            throw folder.failure(otherwise, e);
        } catch (RuntimeException e) {
            takeBack(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    private void takeBack(Exception why) {
        index.forget();
        try {
            writer.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
            spent = true;
        }
    }

    /**
     * Writes through another connection. A full disk may end a transaction by itself; the connection would go on
     * without one, and each statement be durable on its own.
     */
    private void renew() throws SQLException {
        writer.close();
        writer = new SqlSession(dialect.writer());
        last = SqlLog.last(writer);
        spent = false;
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new StoreFailure("The lock of the data folder " + folder.path() + " was not given up: " + e, e);
        }
    }
}
