package sitrep.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.Task;
import sitrep.store.TaskIndex.Mark;

/** The SQL that changes the index. It touches only what differs from before. */
final class SqlIndex {
    private static final int REMEMBERED = 20_000;
    private static final String FIND = "SELECT n, rank, ord, facets, text_hash FROM task WHERE task = ?";
    private static final String ADD = """
        INSERT INTO task (rank, ord, updated, due, seq, facets, text_hash, json, n, task)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String CHANGE = """
        UPDATE task SET rank = ?, ord = ?, updated = ?, due = ?, seq = ?, facets = ?, text_hash = ?, json = ?
        WHERE n = ?\
        """;
    private static final String LAST = "SELECT coalesce(max(n), 0) FROM task";
    private static final String TAG = "INSERT INTO faceted (rank, ord, facet, n) VALUES (?, ?, ?, ?)";
    private static final String MOVE =
            "UPDATE faceted SET rank = ?, ord = ? WHERE facet = ? AND n = ? AND rank = ? AND ord = ?";
    private static final String UNTAG = "DELETE FROM faceted WHERE facet = ? AND rank = ? AND ord = ? AND n = ?";
    private static final String GET_MARK = "SELECT seq, version FROM mark";
    private static final String SET_MARK = """
        INSERT INTO mark (one, seq, version) VALUES (1, ?, ?)
        ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, version = excluded.version\
        """;

    /** What is kept of a task, as far as it decides what has to change. */
    private record Known(long n, int rank, long ord, List<Integer> facets, long text) {}

    private final Dialect dialect;
    private final Facets facets = new Facets();
    private final Recent<Task.Id, Known> recent = new Recent<>(REMEMBERED);

    SqlIndex(Dialect dialect) {
        this.dialect = dialect;
    }

    static Mark mark(Session session) throws SQLException {
        return session.first(GET_MARK, row -> new Mark(row.getLong(1), row.getInt(2)))
                .orElse(new Mark(0, 0));
    }

    void put(Session session, List<Row> rows, Mark mark) throws SQLException {
        var newest = new LinkedHashMap<Task.Id, Row>();
        rows.forEach(row -> newest.put(row.task(), row));
        long last = session.first(LAST, row -> row.getLong(1)).orElse(0L);
        for (var row : newest.values()) {
            var before = known(session, row.task());
            var n = before.isPresent() ? before.get().n() : ++last;
            var after = new Known(
                    n, row.place().rank(), row.place().order(), facets.ids(session, row.facets()), hash(row.text()));
            keep(session, row, after, before.isPresent());
            tag(session, before.orElse(new Known(n, 0, 0, List.of(), 0)), after);
            if (before.isEmpty() || before.get().text() != after.text()) keepWords(session, n, row.text());
            recent.put(row.task(), after);
        }
        for (var sql : List.of(ADD, CHANGE, UNTAG, MOVE, TAG, dialect.keepWords())) {
            session.prepared(sql).executeBatch();
        }
        facets.flush(session);
        session.change(SET_MARK, mark.seq(), mark.version());
    }

    void clear(Session session) throws SQLException {
        forget();
        for (var table : List.of("faceted", "facet", "task", "mark")) {
            session.run("DELETE FROM " + table);
        }
        session.run(dialect.forgetWords());
    }

    /** Forgets what is remembered between calls, for it was not committed. */
    void forget() {
        recent.clear();
        facets.forget();
    }

    private Optional<Known> known(Session session, Task.Id task) throws SQLException {
        var known = recent.get(task);
        if (known != null) return Optional.of(known);
        return session.first(
                FIND,
                row -> new Known(
                        row.getLong(1), row.getInt(2), row.getLong(3), numbers(row.getString(4)), row.getLong(5)),
                task.text());
    }

    private static void keep(Session session, Row row, Known known, boolean isThere) throws SQLException {
        var statement = session.prepared(isThere ? CHANGE : ADD);
        statement.setInt(1, known.rank());
        statement.setLong(2, known.ord());
        statement.setLong(3, Millis.of(row.lastUpdate()));
        if (row.due().isPresent()) {
            statement.setLong(4, Millis.upFrom(row.due().get()));
        } else {
            statement.setNull(4, Types.BIGINT);
        }
        statement.setLong(5, row.seq());
        statement.setString(6, known.facets().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        statement.setLong(7, known.text());
        statement.setString(8, row.json());
        statement.setLong(9, known.n());
        if (!isThere) statement.setString(10, row.task().text());
        statement.addBatch();
    }

    private void tag(Session session, Known before, Known after) throws SQLException {
        var isMoved = before.rank() != after.rank() || before.ord() != after.ord();
        for (var facet : before.facets()) {
            if (after.facets().contains(facet)) {
                if (isMoved) move(session.prepared(MOVE), facet, before, after);
            } else {
                untag(session.prepared(UNTAG), facet, before);
                facets.count(facet, -1);
            }
        }
        for (var facet : after.facets()) {
            if (before.facets().contains(facet)) continue;
            tag(session.prepared(TAG), facet, after);
            facets.count(facet, 1);
        }
    }

    private static void tag(PreparedStatement statement, int facet, Known task) throws SQLException {
        statement.setInt(1, task.rank());
        statement.setLong(2, task.ord());
        statement.setInt(3, facet);
        statement.setLong(4, task.n());
        statement.addBatch();
    }

    private static void move(PreparedStatement statement, int facet, Known from, Known to) throws SQLException {
        statement.setInt(1, to.rank());
        statement.setLong(2, to.ord());
        statement.setInt(3, facet);
        statement.setLong(4, from.n());
        statement.setInt(5, from.rank());
        statement.setLong(6, from.ord());
        statement.addBatch();
    }

    private static void untag(PreparedStatement statement, int facet, Known task) throws SQLException {
        statement.setInt(1, facet);
        statement.setInt(2, task.rank());
        statement.setLong(3, task.ord());
        statement.setLong(4, task.n());
        statement.addBatch();
    }

    private void keepWords(Session session, long n, String text) throws SQLException {
        var statement = session.prepared(dialect.keepWords());
        statement.setLong(1, n);
        statement.setString(2, String.join(" ", Words.of(text)));
        statement.addBatch();
    }

    private static List<Integer> numbers(String text) {
        if (text.isEmpty()) return List.of();
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }

    /** FNV-1a over 64 bits: enough to see that a text changed. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
