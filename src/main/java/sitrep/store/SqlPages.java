package sitrep.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sitrep.core.Place;
import sitrep.core.Task;
import sitrep.store.Facets.Counted;
import sitrep.store.TaskIndex.Listed;

/**
 * The SQL of lists. Each page is read in the order of an index, from the most selective condition there is, so that it
 * costs about as much as it is long. A search looks at the {@value #MATCHES} tasks newest in the index that have its
 * words, and lists those of them that fulfil the other conditions.
 */
final class SqlPages {
    static final int MATCHES = 1_000;

    /** Up to so many tasks updated within a time it is cheaper to sort them than to walk down the board. */
    private static final int NARROW = 4_000;

    private static final String COLUMNS = "SELECT t.rank, t.ord, t.task, t.json, t.seq FROM ";
    private static final String BOARD = "t.rank, t.ord, t.task";

    /** The plus keeps a database from using an index for the order that would only lead it astray. */
    private static final String SORTED = "+t.rank, t.ord, t.task";

    private static final String WITHIN = """
        SELECT count(*) FROM (SELECT 1 FROM task WHERE updated >= ? AND updated < ? LIMIT ?) AS some\
        """;
    private static final String DUE = "SELECT task FROM task WHERE due <= ? ORDER BY due LIMIT ?";

    private final Dialect dialect;

    SqlPages(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A statement in the making. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Sql add(String more, Object... itsValues) {
            text.append(more);
            values.addAll(List.of(itsValues));
            return this;
        }
    }

    List<Listed> page(Session session, Query query) throws SQLException {
        var facets = new ArrayList<Counted>();
        for (var facet : query.facets()) {
            var counted = Facets.counted(session, facet);
            if (counted.isEmpty()) return List.of();
            facets.addAll(counted);
        }
        facets.sort(Comparator.comparingLong(Counted::tasks));
        var words = query.text().map(Words::sought).orElse(List.of());
        var sql = !words.isEmpty()
                ? byWords(query, words, facets)
                : !facets.isEmpty() ? byFacet(query, facets) : byBoard(query, isNarrow(session, query));
        return session.list(
                sql.text.toString(),
                row -> new Listed(
                        new Place(row.getInt(1), row.getLong(2), new Task.Id(row.getString(3))),
                        row.getString(4),
                        row.getLong(5)),
                sql.values.toArray());
    }

    static List<Task.Id> due(Session session, Instant now, int limit) throws SQLException {
        return session.list(DUE, row -> new Task.Id(row.getString(1)), Millis.of(now), limit);
    }

    private Sql byWords(Query query, List<String> words, List<Counted> facets) {
        var sql = new Sql()
                .add(COLUMNS + "(" + dialect.search() + ") AS w", dialect.sought(words), MATCHES)
                .add(" CROSS JOIN task t WHERE t.n = w.n");
        facets.forEach(facet -> has(sql, "t", facet));
        return updated(sql, query, "t.updated", SORTED);
    }

    private static Sql byFacet(Query query, List<Counted> facets) {
        var sql = new Sql()
                .add(
                        COLUMNS + "faceted f CROSS JOIN task t WHERE f.facet = ?",
                        facets.getFirst().id());
        query.after().ifPresent(place -> sql.add(" AND (f.rank, f.ord) >= (?, ?)", place.rank(), place.order()));
        facets.stream().skip(1).forEach(facet -> has(sql, "f", facet));
        sql.add(" AND t.n = f.n");
        return updated(sql, query, "+t.updated", "f.rank, f.ord, t.task");
    }

    private static Sql byBoard(Query query, boolean isNarrow) {
        var sql = new Sql().add(COLUMNS + "task t WHERE true");
        return isNarrow ? updated(sql, query, "t.updated", SORTED) : updated(sql, query, "+t.updated", BOARD);
    }

    /** Whether few tasks were updated within the time that is asked for. */
    private static boolean isNarrow(Session session, Query query) throws SQLException {
        if (query.from().isEmpty() && query.until().isEmpty()) return false;
        var count = session.first(WITHIN, row -> row.getLong(1), from(query), until(query), NARROW + 1);
        return count.orElse(0L) <= NARROW;
    }

    private static void has(Sql sql, String placed, Counted facet) {
        sql.add(" AND EXISTS (SELECT 1 FROM faceted g WHERE g.facet = ?", facet.id())
                .add(" AND g.rank = P.rank AND g.ord = P.ord AND g.n = P.n)".replace("P", placed));
    }

    private static Sql updated(Sql sql, Query query, String updated, String order) {
        if (query.from().isPresent()) sql.add(" AND " + updated + " >= ?", from(query));
        if (query.until().isPresent()) sql.add(" AND " + updated + " < ?", until(query));
        query.after()
                .ifPresent(place -> sql.add(
                        " AND (t.rank, t.ord, t.task) > (?, ?, ?)",
                        place.rank(),
                        place.order(),
                        place.task().text()));
        return sql.add(" ORDER BY " + order + " LIMIT ?", query.limit());
    }

    private static long from(Query query) {
        return query.from().map(Millis::of).orElse(Long.MIN_VALUE);
    }

    private static long until(Query query) {
        return query.until().map(Millis::of).orElse(Long.MAX_VALUE);
    }
}
