package sitrep.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.ChunkPacker;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.LoggedEvent;
import sitrep.store.database.SqlSchema;
import sitrep.store.database.SqlSession;
import sitrep.store.database.Sqlite;
import sitrep.store.folder.DataFolder;

/**
 * Turns a log of the time when each event was a row into one of chunks. It is written beside the old one and then takes
 * its place: until that, in one step, the old one is as it was, and whatever is left of an attempt that was ended is
 * thrown away by the next.
 */
final class SqlUpgrade {
    private static final String EVENTS =
            "SELECT seq, source, id, task, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String ASIDE = "SELECT seq, source, id, task, body, why FROM aside";
    private static final String SET_ASIDE =
            "INSERT OR REPLACE INTO aside (seq, source, id, task, body, why) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String MARK = "SELECT seq FROM mark WHERE seq <= (SELECT coalesce(max(seq), 0) FROM event)";
    private static final String SET_MARK = "INSERT INTO mark (one, seq, version) VALUES (1, ?, 0)";
    private static final String LASTED = "SELECT sort, kind, state, weights FROM lasted";
    private static final String SET_LASTED = "INSERT INTO lasted (sort, kind, state, weights) VALUES (?, ?, ?, ?)";
    private static final String NAMES = "SELECT name, task FROM alias";
    private static final String SET_NAME = "INSERT INTO alias (name, task) VALUES (?, ?)";
    private static final int AT_ONCE = 20_000;
    private static final int SAID_EACH = 500_000;

    private static final Logger LOG = LoggerFactory.getLogger(SqlUpgrade.class);

    private final DataFolder folder;
    private final EventCodec codec;
    private long told;

    SqlUpgrade(DataFolder folder, EventCodec codec) {
        this.folder = folder;
        this.codec = codec;
    }

    /** The folder with a log in chunks, be it that it had one already. */
    DataFolder run() throws SQLException, IOException {
        if (folder.database().toFile().length() == 0) return folder;
        var version = version();
        if (version == 0 || version > SqlSchema.BEFORE_CHUNKS) return folder;
        LOG.info("The log in {} is brought into the form of this Sitrep", folder.path());
        var anew = folder.beside(".new");
        try (var log = new SqlSession(new Sqlite(anew, folder.index()).log());
                var old = session(folder.database())) {
            SqlSchema.migrate(
                    log,
                    new Sqlite(anew, folder.index()),
                    SqlSchema.LOG,
                    folder.path().toString());
            var events = copy(old, log);
            if (version == SqlSchema.BEFORE_CHUNKS) copyAside(old, log);
            log.commit();
            LOG.info("The log has its new form: {} events", events);
        }
        emptyWriteAheadLog(anew);
        folder.removeIndex();
        if (version == SqlSchema.BEFORE_CHUNKS) carryOver();
        emptyWriteAheadLog(folder.database());
        return folder.with(anew);
    }

    /**
     * What the index knew and would take long to learn again: with it the board need not be folded from all of the log
     * before anybody is heard. The tasks are not among it: by its version the mark has them filed anew.
     */
    private void carryOver() throws SQLException, IOException {
        try (var old = session(folder.database());
                var index = new SqlSession(new Sqlite(folder.database(), folder.index()).index())) {
            SqlSchema.migrate(
                    index,
                    new Sqlite(folder.database(), folder.index()),
                    SqlSchema.INDEX,
                    folder.path().toString());
            var mark = old.first(MARK, row -> row.getLong(1)).orElse(0L);
            if (mark == 0) return;
            for (var row : rows(old, LASTED, 4)) index.change(SET_LASTED, row);
            for (var row : rows(old, NAMES, 2)) index.change(SET_NAME, row);
            index.change(SET_MARK, mark);
            index.commit();
        } catch (SQLException | RuntimeException e) {
            LOG.info("The index of tasks is made anew, for nothing of it can be carried over: {}", e.getMessage());
            folder.removeIndex();
        }
    }

    private static List<Object[]> rows(SqlSession session, String sql, int columns) throws SQLException {
        return session.list(sql, row -> {
            var values = new Object[columns];
            for (var i = 0; i < columns; i++) values[i] = row.getObject(i + 1);
            return values;
        });
    }

    private int version() throws SQLException {
        try (var session = session(folder.database())) {
            return SqlSchema.version(session);
        }
    }

    /** Whoever manages drivers would look at those of other databases, too. */
    private static SqlSession session(Path file) throws SQLException {
        return new SqlSession(new SQLiteConfig().createConnection("jdbc:sqlite:" + file));
    }

    /** What that of the old log holds would be taken for the new one's. */
    private static void emptyWriteAheadLog(Path file) throws SQLException, IOException {
        try (var session = session(file)) {
            session.run("PRAGMA journal_mode = DELETE");
        }
        if (Files.exists(file.resolveSibling(file.getFileName() + "-wal"))) {
            throw new IOException("somebody else has " + file + " open; let them close it, and start again");
        }
    }

    /** An event as it was kept: its body may be one that cannot be read any more. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long seq, String source, String id, Optional<String> task, byte[] body) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    Optional.ofNullable(row.getString(4)),
                    row.getBytes(5));
        }
    }

    private long copy(SqlSession old, SqlSession log) throws SQLException {
        try (var packer = new ChunkPacker()) {
            return copy(old, log, packer);
        }
    }

    private long copy(SqlSession old, SqlSession log, ChunkPacker packer) throws SQLException {
        var link = Link.FIRST;
        var count = 0L;
        for (var rows = old.list(EVENTS, Row::of, 0, AT_ONCE);
                !rows.isEmpty();
                rows = old.list(EVENTS, Row::of, rows.getLast().seq(), AT_ONCE)) {
            var items = new ArrayList<Chunk.Item>(rows.size());
            rows.parallelStream().map(this::item).forEachOrdered(items::add);
            for (var chunk : packer.pack(items, link)) {
                SqlLog.insert(log, chunk);
                link = chunk.link();
            }
            log.commit();
            count += rows.size();
            tell(count);
        }
        return count;
    }

    private void tell(long count) {
        if (count - told < SAID_EACH) return;
        told = count;
        LOG.info("{} events have their new form", count);
    }

    /** As this Sitrep would have written it; one that cannot be read stays as it is, and is reported like any such. */
    private Chunk.Item item(Row row) {
        byte[] body;
        try {
            var event = codec.decode(
                    new Event.Key(row.source(), row.id()), row.task().map(TaskId::new), row.body());
            body = codec.encode(event);
        } catch (RuntimeException _) {
            body = row.body();
        }
        return new Chunk.Item.Kept(new LoggedEvent(row.seq(), row.source(), row.id(), row.task(), body));
    }

    private static void copyAside(SqlSession old, SqlSession log) throws SQLException {
        record Aside(Row row, String why) {}
        List<Aside> all = old.list(ASIDE, row -> new Aside(Row.of(row), row.getString(6)));
        for (var aside : all) {
            var row = aside.row();
            log.change(SET_ASIDE, row.seq(), row.source(), row.id(), row.task().orElse(""), row.body(), aside.why());
        }
    }
}
