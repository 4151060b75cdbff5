package sitrep.store;

import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import sitrep.core.Event;

/** The SQL of the log. */
final class SqlLog {
    private static final String APPEND =
            "INSERT INTO event (seq, source, id, task, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (source, id) DO"
                    + " NOTHING";
    private static final String LAST = "SELECT coalesce(max(seq), 0) FROM event";
    static final String AFTER = "SELECT seq, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?";
    static final String OF_TASK = "SELECT seq, body FROM event WHERE task = ? AND seq > ? ORDER BY seq LIMIT ?";
    static final String OF_SOURCES = "SELECT seq, body FROM event WHERE task IS NULL AND seq > ? ORDER BY seq LIMIT ?";

    /** An entry as it is written down. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Written(long seq, byte[] body) {}

    private final EventCodec codec;

    SqlLog(EventCodec codec) {
        this.codec = codec;
    }

    static long last(Session session) throws SQLException {
        return session.first(LAST, row -> row.getLong(1)).orElse(0L);
    }

    /** Gives the events the places after {@code last}. Those of duplicates remain empty. */
    List<OptionalLong> append(Session session, List<Event> events, long last) throws SQLException {
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

    /** Entries in the order of their places. They are decoded by the thread that asks, not by the database's. */
    List<EventLog.Entry> entries(Readers readers, String sql, Object... values) {
        return readers
                .read(session -> session.list(sql, row -> new Written(row.getLong(1), row.getBytes(2)), values))
                .stream()
                .map(this::entry)
                .toList();
    }

    private EventLog.Entry entry(Written written) {
        try {
            return new EventLog.Entry(written.seq(), codec.decode(written.body()));
        } catch (RuntimeException e) {
            throw new StoreFailure(
                    "Event " + written.seq() + " of the log cannot be read. The database is damaged, or was written by "
                            + "a newer Sitrep: restore a copy, or start the newer one.",
                    e);
        }
    }
}
