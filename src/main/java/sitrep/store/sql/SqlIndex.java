package sitrep.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.store.IndexChange;
import sitrep.store.Millis;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskRow;
import sitrep.store.TaskState;
import sitrep.store.database.RecentlyUsed;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlSession;
import sitrep.store.sql.SqlTags.Tagged;

/** The SQL that changes the index. It touches only what differs from before. */
final class SqlIndex {
    private static final int REMEMBERED = 20_000;
    private static final String FIND = "SELECT n, rank, ord, facets, text_hash FROM task WHERE n IN (%s)";
    private static final String ADD = """
        INSERT INTO task (rank, ord, updated, due, seq, facets, text_hash, json, n, task)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String CHANGE = """
        UPDATE task SET rank = ?, ord = ?, updated = ?, due = ?, seq = ?, facets = ?, text_hash = ?, json = ?
        WHERE n = ?\
        """;
    private static final String REMOVE = "DELETE FROM task WHERE n = ?";
    private static final String GET_MARK = "SELECT seq, version FROM mark";
    private static final String SET_MARK = """
        INSERT INTO mark (one, seq, version) VALUES (1, ?, ?)
        ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, version = excluded.version\
        """;

    /** What is kept of a task, as far as it decides what has to change. */
    private record Known(Tagged tagged, long textHash) {
        /** Only those that nobody waits for any more, or that wait to be reported, have ended. */
        boolean hasPerhapsEnded() {
            return BoardPlace.ENDED.contains(tagged.rank());
        }
    }

    /** A task that is put, with what was kept of it. */
    private record Change(TaskRow row, Optional<Known> before, Known after) {
        long n() {
            return after.tagged().n();
        }
    }

    private final SqlFacets facets = new SqlFacets();
    private final SqlTags tags = new SqlTags(facets);
    private final SqlEndings endings = new SqlEndings();
    private final SqlWords words;
    private final SqlParts names;
    private final SqlText text = new SqlText();
    private final RecentlyUsed<TaskId, Known> recent = new RecentlyUsed<>(REMEMBERED);

    SqlIndex(SqlDialect dialect, SqlParts names) {
        this.words = new SqlWords(dialect);
        this.names = names;
    }

    static Mark mark(SqlSession session) throws SQLException {
        return session.first(GET_MARK, row -> new Mark(row.getLong(1), row.getInt(2)))
                .orElse(new Mark(0, 0));
    }

    void put(SqlSession session, IndexChange filing) throws SQLException {
        for (var task : filing.gone()) {
            remove(session, task);
        }
        for (var change : changes(session, filing.rows())) {
            keep(session, change);
            var tagged = change.after().tagged();
            if (change.before().isPresent()) {
                tags.change(session, change.before().get().tagged(), tagged);
            } else {
                tags.add(session, tagged);
            }
            var hadPerhaps = change.before().filter(Known::hasPerhapsEnded).isPresent();
            endings.keep(session, change.n(), hadPerhaps, change.row().ending());
            var hash = change.after().textHash();
            if (change.before().map(before -> before.textHash() != hash).orElse(true)) {
                words.keep(
                        session,
                        change.n(),
                        change.before().isEmpty(),
                        change.row().text());
            }
            keepState(
                    session,
                    change,
                    Optional.ofNullable(filing.states().get(change.row().task())));
            recent.put(change.row().task(), change.after());
        }
        facets.keepCounts(session);
        endings.keepCounts(session);
        session.batch(SET_MARK, filing.mark().seq(), filing.mark().version());
        session.flush();
    }

    private static void keepState(SqlSession session, Change change, Optional<TaskState> state) throws SQLException {
        if (state.isPresent()) SqlStates.keep(session, change.n(), state.get());
        else if (change.before().isPresent()) SqlStates.forget(session, change.n());
    }

    private long number(SqlSession session, TaskId task) throws SQLException {
        return names.number(session, task.text());
    }

    private void remove(SqlSession session, TaskId task) throws SQLException {
        var known = kept(session, List.of(task)).get(task);
        if (known == null) return;
        var tagged = known.tagged();
        tags.remove(session, tagged);
        endings.keep(session, tagged.n(), true, Optional.empty());
        words.forget(session, tagged.n());
        SqlStates.forget(session, tagged.n());
        session.batch(REMOVE, tagged.n());
        recent.remove(task);
    }

    void close() {
        text.close();
    }

    /** Forgets what is remembered between calls, for it was not committed. */
    void forget() {
        recent.clear();
        facets.forget();
        endings.forget();
    }

    /** In the order of the tasks' numbers, without which the index of words would be written in many small pieces. */
    private List<Change> changes(SqlSession session, List<TaskRow> rows) throws SQLException {
        var newest = new LinkedHashMap<TaskId, TaskRow>();
        rows.forEach(row -> newest.put(row.task(), row));
        var changes = new ArrayList<Change>(newest.size());
        names.lookUp(session, newest.keySet().stream().map(TaskId::text).toList());
        var kept = kept(session, newest.keySet());
        for (var row : newest.values()) {
            var n = number(session, row.task());
            var before = Optional.ofNullable(kept.get(row.task()));
            var tagged = new Tagged(n, row.place().rank(), row.place().order(), facets.ids(session, row.facets()));
            changes.add(new Change(row, before, new Known(tagged, hash(row.text()))));
        }
        changes.sort(Comparator.comparingLong(Change::n));
        return changes;
    }

    /** What is kept of these, as far as anything is. */
    private Map<TaskId, Known> kept(SqlSession session, Collection<TaskId> tasks) throws SQLException {
        var kept = new HashMap<TaskId, Known>();
        var sought = new LinkedHashMap<Long, TaskId>();
        for (var task : tasks) {
            var known = Optional.ofNullable(recent.get(task));
            known.ifPresent(it -> kept.put(task, it));
            var n = number(session, task);
            if (known.isEmpty() && !names.isFresh(n)) sought.put(n, task);
        }
        for (var known : session.listOf(FIND, SqlIndex::known, List.copyOf(sought.keySet()))) {
            kept.put(sought.get(known.tagged().n()), known);
        }
        return kept;
    }

    private static Known known(ResultSet row) throws SQLException {
        var tagged = new Tagged(row.getLong(1), row.getInt(2), row.getLong(3), numbers(row.getString(4)));
        return new Known(tagged, row.getLong(5));
    }

    private void keep(SqlSession session, Change change) throws SQLException {
        var sql = change.before().isPresent() ? CHANGE : ADD;
        var statement = session.prepared(sql);
        var row = change.row();
        statement.setInt(1, row.place().rank());
        statement.setLong(2, row.place().order());
        statement.setLong(3, Millis.of(row.lastUpdate()));
        if (row.due().isPresent()) {
            statement.setLong(4, Millis.upFrom(row.due().get()));
        } else {
            statement.setNull(4, Types.BIGINT);
        }
        statement.setLong(5, row.seq());
        statement.setString(6, list(change.after().tagged().facets()));
        statement.setLong(7, change.after().textHash());
        statement.setBytes(8, row.ending().isPresent() ? text.small(row.json()) : SqlText.asItIs(row.json()));
        statement.setLong(9, change.n());
        if (change.before().isEmpty()) statement.setString(10, row.task().text());
        session.batched(sql, statement);
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
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
