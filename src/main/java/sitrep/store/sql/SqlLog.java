package sitrep.store.sql;

import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.store.EventCodec;
import sitrep.store.EventLog;

/** The SQL of the log. */
final class SqlLog {
    private static final String APPEND =
            "INSERT INTO event (seq, source, id, task, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (source, id) DO"
                    + " NOTHING";
    private static final String LAST = "SELECT coalesce(max(seq), 0) FROM event";
    static final String AFTER = "SELECT seq, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
    static final String OF_TASK = "SELECT seq, body FROM event WHERE task = ? AND seq > ? ORDER BY seq LIMIT ?";
    static final String OF_SOURCES = "SELECT seq, body FROM event WHERE task IS NULL AND seq > ? ORDER BY seq LIMIT ?";

    private static final String TASKS = "SELECT DISTINCT task FROM event WHERE task > ? ORDER BY task LIMIT ?";

    private static final String ASIDE =
            "INSERT OR REPLACE INTO aside SELECT seq, source, id, task, body, ? FROM event WHERE seq = ?";
    private static final String TAKE_OUT = "DELETE FROM event WHERE seq = ?";
    private static final int PAGE = 1_000;

    /** An entry as it is written down. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Written(long seq, byte[] body) {}

    private static final Logger LOG = LoggerFactory.getLogger(SqlLog.class);

    private final EventCodec codec;
    private final Map<Long, String> unreadable = new ConcurrentSkipListMap<>();

    SqlLog(EventCodec codec) {
        this.codec = codec;
    }

    static long last(SqlSession session) throws SQLException {
        return session.first(LAST, row -> row.getLong(1)).orElse(0L);
    }

    /** Gives the events the places after {@code last}. Those of duplicates remain empty. */
    List<OptionalLong> append(SqlSession session, List<Event> events, long last) throws SQLException {
        var statement = session.prepared(APPEND);
        var bodies = events.parallelStream().map(codec::encode).toList();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            statement.setLong(1, last + 1 + i);
            statement.setString(2, event.key().source());
            statement.setString(3, event.key().id());
            if (event.task().isPresent()) {
                statement.setString(4, event.task().get().text());
            } else {
                statement.setNull(4, Types.VARCHAR);
            }
            statement.setBytes(5, bodies.get(i));
            statement.addBatch();
        }
        var inserted = statement.executeBatch();
        var places = new ArrayList<OptionalLong>(inserted.length);
        for (int i = 0; i < inserted.length; i++) {
            places.add(inserted[i] == 0 ? OptionalLong.empty() : OptionalLong.of(last + 1 + i));
        }
        return places;
    }

    /**
     * Entries in the order of their places. They are decoded by the thread that asks, not by the database's. One that
     * cannot be read is left out and remembered; a page of only such is not the end, so that the next is read.
     */
    List<EventLog.Entry> entries(SqlReaders readers, String sql, Asked asked) {
        for (var from = asked; ; ) {
            var values = from.values();
            var written = readers.read(
                    session -> session.list(sql, row -> new Written(row.getLong(1), row.getBytes(2)), values));
            var entries = written.stream().flatMap(this::entry).toList();
            if (!entries.isEmpty() || written.isEmpty()) return entries;
            from = from.after(written.getLast().seq());
        }
    }

    /** Which entries: those of a task, if one is named, behind a place. */
    record Asked(Optional<TaskId> task, long seq, int limit) {
        Asked after(long next) {
            return new Asked(task, next, limit);
        }

        private Object[] values() {
            return task.<Object[]>map(id -> new Object[] {id.text(), seq, limit})
                    .orElseGet(() -> new Object[] {seq, limit});
        }
    }

    static List<String> tasks(SqlSession session, String after, int limit) throws SQLException {
        return session.list(TASKS, row -> row.getString(1), after, limit);
    }

    List<EventLog.Unreadable> unreadable() {
        return unreadable.entrySet().stream()
                .map(each -> new EventLog.Unreadable(each.getKey(), each.getValue()))
                .toList();
    }

    private Stream<EventLog.Entry> entry(Written written) {
        try {
            return Stream.of(new EventLog.Entry(written.seq(), codec.decode(written.body())));
        } catch (RuntimeException e) {
            var isNew =
                    unreadable.size() < EventLog.UNREADABLE && unreadable.putIfAbsent(written.seq(), reason(e)) == null;
            if (isNew) LOG.error("Event {} of the log cannot be read and is left out: {}", written.seq(), reason(e));
            return Stream.empty();
        }
    }

    /** Takes out of the log what cannot be read, and keeps it beside. Answers how many events that were. */
    int setAside(SqlSession session) throws SQLException {
        var count = 0;
        for (var page = page(session, 0);
                !page.isEmpty();
                page = page(session, page.getLast().seq())) {
            for (var written : page) {
                var why = fault(written);
                if (why.isEmpty()) continue;
                session.change(ASIDE, why.get(), written.seq());
                session.change(TAKE_OUT, written.seq());
                count++;
            }
        }
        unreadable.clear();
        return count;
    }

    private static List<Written> page(SqlSession session, long after) throws SQLException {
        return session.list(AFTER, row -> new Written(row.getLong(1), row.getBytes(2)), after, PAGE);
    }

    private Optional<String> fault(Written written) {
        try {
            codec.decode(written.body());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(reason(e));
        }
    }

    /** What is wrong, without the contents that a message may quote. */
    static String reason(RuntimeException e) {
        return e instanceof Invalid invalid ? "its " + invalid.field() + " is not allowed" : "it is not an event";
    }
}
