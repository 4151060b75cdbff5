package sitrep.store.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.LoggedEvent;

/**
 * Turns a log of the time when each event was a row into one of chunks. It is written beside the old one and then takes
 * its place: until that, in one step, the old one is as it was.
 */
final class SqlUpgrade {
    private static final String EVENTS =
            "SELECT seq, source, id, task, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String ASIDE = "SELECT seq, source, id, task, body, why FROM aside";
    private static final String SET_ASIDE =
            "INSERT OR REPLACE INTO aside (seq, source, id, task, body, why) VALUES (?, ?, ?, ?, ?, ?)";
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
        emptyWriteAheadLog(folder.database());
        return folder.with(anew);
    }

    private int version() throws SQLException {
        try (var session = session(folder.database())) {
            return SqlSchema.version(session);
        }
    }

    private static SqlSession session(Path file) throws SQLException {
        return new SqlSession(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    /** What that of the old log holds would be taken for the new one's. */
    private static void emptyWriteAheadLog(Path file) throws SQLException {
        try (var session = session(file)) {
            session.run("PRAGMA journal_mode = DELETE");
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
        var link = Link.FIRST;
        var count = 0L;
        for (var rows = old.list(EVENTS, Row::of, 0, AT_ONCE);
                !rows.isEmpty();
                rows = old.list(EVENTS, Row::of, rows.getLast().seq(), AT_ONCE)) {
            var items = new ArrayList<Chunk.Item>(rows.size());
            rows.parallelStream().map(this::item).forEachOrdered(items::add);
            for (var chunk : Chunk.pack(items, link)) {
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
