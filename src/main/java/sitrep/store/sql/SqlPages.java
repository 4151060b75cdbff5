package sitrep.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.store.Millis;
import sitrep.store.NearWords;
import sitrep.store.SearchWords;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlQuery;
import sitrep.store.database.SqlSession;
import sitrep.store.sql.SqlFacets.Counted;

/**
 * The SQL of lists. Each page is read in the order of an index, from the most selective condition there is, so that it
 * costs about as much as it is long.
 *
 * <p>A search is exact if one of its facets is rare. Otherwise it looks at the {@value #MATCHES} tasks newest in the
 * index that have its words, or at {@value #CANDIDATES} if there are other conditions that they must fulfil.
 */
final class SqlPages {
    static final int MATCHES = 1_000;
    static final int CANDIDATES = 10_000;

    /** Up to so many tasks it is cheaper to sort them all than to walk down the board until a page is full. */
    private static final int FEW = 2_000;

    /** If one in so many of the tasks at work has a facet, walking down the board finds them soon. */
    private static final int SHARE = 4;

    /** Which tasks is settled first, by their numbers: what is shown of one is long, and sorting would carry it. */
    private static final String CHOSEN = "SELECT t.rank, t.ord, t.task, t.json, t.seq FROM (SELECT t.n FROM ";

    private static final String BARE = "SELECT t.rank, t.ord, t.task FROM (SELECT t.n FROM ";

    private static final String SHOWN = ") AS c CROSS JOIN task t WHERE t.n = c.n ORDER BY ";

    static final String BOARD = "t.rank, t.ord, t.task";

    /** The plus keeps SQLite from an index that has the order but not the condition. */
    static final String SORTED = "+t.rank, t.ord, t.task";

    private static final String UPDATED = "SELECT 1 FROM task WHERE updated >= ? AND updated < ?";
    private static final String RESTLESS = "SELECT 1 FROM faceted WHERE facet = ? AND rank = " + SqlTags.RESTLESS;
    private static final String AT_WORK = "SELECT 1 FROM task WHERE rank = " + SqlTags.RESTLESS;
    private static final String DUE = "SELECT task FROM task WHERE due <= ? ORDER BY due LIMIT ?";

    private final SqlDialect dialect;

    SqlPages(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * A query, and what is known of its parts.
     *
     * @param isBare whether only the places are asked for
     */
    record Asked(TaskQuery query, List<String> words, List<Counted> facets, int limit, boolean isBare) {
        static Asked of(TaskQuery query, List<Counted> facets, int limit, boolean isBare) {
            facets.sort(Comparator.comparingLong(Counted::tasks));
            var words = query.text().map(SearchWords::sought).orElse(List.of());
            return new Asked(query, words, facets, limit, isBare);
        }

        boolean isTimed() {
            return query.from().isPresent()
                    || query.until().isPresent()
                    || query.ended().isAsked();
        }

        boolean isRare() {
            return !facets.isEmpty() && facets.getFirst().tasks() <= FEW;
        }
    }

    List<Listed> page(SqlSession session, TaskQuery query) throws SQLException {
        return listed(session, query, query.limit(), false);
    }

    List<BoardPlace> places(SqlSession session, TaskQuery query, int most) throws SQLException {
        return listed(session, query, most, true).stream().map(Listed::place).toList();
    }

    Set<String> near(SqlSession session, NearWords near) throws SQLException {
        return SqlWords.near(session, dialect, near);
    }

    private List<Listed> listed(SqlSession session, TaskQuery query, int limit, boolean isBare) throws SQLException {
        var facets = new ArrayList<Counted>();
        for (var facet : query.facets()) {
            var counted = SqlFacets.counted(session, facet);
            if (counted.isEmpty()) return List.of();
            facets.addAll(counted);
        }
        var asked = Asked.of(query, facets, limit, isBare);
        if (!asked.words().isEmpty() && !asked.isRare()) return byWords(session, asked);
        if (query.ended().isAsked() && !asked.isRare()) return SqlHistory.page(session, asked);
        return facets.isEmpty() ? byBoard(session, asked) : byFacet(session, asked);
    }

    static List<TaskId> due(SqlSession session, Instant now, int limit) throws SQLException {
        return session.list(DUE, row -> new TaskId(row.getString(1)), Millis.of(now), limit);
    }

    private List<Listed> byWords(SqlSession session, Asked asked) throws SQLException {
        var isAll = asked.facets().isEmpty()
                && !asked.isTimed()
                && asked.words().stream().allMatch(SearchWords::isIndexed);
        var sql = new SqlQuery("(" + dialect.search() + ") AS w CROSS JOIN task t WHERE t.n = w.n")
                .values(
                        dialect.sought(asked.words().stream()
                                .map(SearchWords::beginning)
                                .toList()),
                        isAll && !asked.isBare() ? MATCHES : CANDIDATES);
        asked.facets().forEach(facet -> has(sql, facet));
        if (!asked.words().stream().allMatch(SearchWords::isIndexed)) says(sql, asked.words());
        updated(sql, asked, "t.updated");
        SqlHistory.ended(sql, asked.query().ended());
        return list(session, sql, asked, SORTED, asked.limit());
    }

    private static List<Listed> byBoard(SqlSession session, Asked asked) throws SQLException {
        var isFew = asked.isTimed() && isFew(session, UPDATED, from(asked.query()), until(asked.query()));
        var sql = new SqlQuery("task t WHERE true");
        updated(sql, asked, isFew ? "t.updated" : "+t.updated");
        return list(session, sql, asked, isFew ? SORTED : BOARD, asked.limit());
    }

    /** The tasks before the restless ones, these, and those behind them, as far as the page goes. */
    private static List<Listed> byFacet(SqlSession session, Asked asked) throws SQLException {
        var page = new ArrayList<Listed>();
        var first = asked.query().after().map(BoardPlace::rank).orElse(Integer.MIN_VALUE);
        if (first < SqlTags.RESTLESS) page.addAll(inOrder(session, asked, "<", asked.limit()));
        var more = asked.limit() - page.size();
        if (first <= SqlTags.RESTLESS && more > 0) page.addAll(restless(session, asked, more));
        more = asked.limit() - page.size();
        if (more > 0) page.addAll(inOrder(session, asked, ">", more));
        return page;
    }

    private static List<Listed> inOrder(SqlSession session, Asked asked, String side, int limit) throws SQLException {
        var sql = new SqlQuery(
                        "faceted f CROSS JOIN task t WHERE f.facet = ? AND f.rank " + side + " " + SqlTags.RESTLESS)
                .values(asked.facets().getFirst().id());
        asked.query()
                .after()
                .ifPresent(place -> sql.add(" AND (f.rank, f.ord) >= (?, ?)").values(place.rank(), place.order()));
        sql.add(" AND t.n = f.n");
        others(sql, asked);
        return list(session, sql, asked, "f.rank, f.ord, t.task", limit);
    }

    private static List<Listed> restless(SqlSession session, Asked asked, int limit) throws SQLException {
        var facet = asked.facets().getFirst();
        if (isSortedFaster(session, facet)) {
            var sql = new SqlQuery("faceted f CROSS JOIN task t WHERE f.facet = ? AND f.rank = " + SqlTags.RESTLESS)
                    .values(facet.id())
                    .add(" AND t.n = f.n");
            others(sql, asked);
            return list(session, sql, asked, SORTED, limit);
        }
        var sql = new SqlQuery("task t WHERE t.rank = " + SqlTags.RESTLESS);
        has(sql, facet);
        others(sql, asked);
        return list(session, sql, asked, BOARD, limit);
    }

    /** Few are sorted, unless so many of all at work have the facet that a page of the board is soon full of them. */
    private static boolean isSortedFaster(SqlSession session, Counted facet) throws SQLException {
        var having = count(session, RESTLESS, FEW + 1, facet.id());
        return having <= FEW && count(session, AT_WORK, SHARE * having + 1) > SHARE * having;
    }

    /** The conditions besides the rarest facet. */
    private static void others(SqlQuery sql, Asked asked) {
        asked.facets().stream().skip(1).forEach(facet -> has(sql, facet));
        if (!asked.words().isEmpty()) says(sql, asked.words());
        updated(sql, asked, "+t.updated");
        SqlHistory.ended(sql, asked.query().ended());
    }

    static void has(SqlQuery sql, Counted facet) {
        sql.add(" AND EXISTS (SELECT 1 FROM faceted g WHERE g.facet = ? AND g.rank = t.rank")
                .values(facet.id())
                .add(" AND g.ord = CASE t.rank WHEN " + SqlTags.RESTLESS + " THEN 0 ELSE t.ord END AND g.n = t.n)");
    }

    /** By comparing, for which words need no escaping: they are letters and digits. */
    static void says(SqlQuery sql, List<String> words) {
        sql.add(" AND EXISTS (SELECT 1 FROM said s WHERE s.n = t.n");
        words.forEach(word -> sql.add(" AND ' ' || s.words LIKE ?").values("% " + word + "%"));
        sql.add(")");
    }

    static void updated(SqlQuery sql, Asked asked, String updated) {
        if (asked.query().from().isPresent())
            sql.add(" AND " + updated + " >= ?").values(from(asked.query()));
        if (asked.query().until().isPresent())
            sql.add(" AND " + updated + " < ?").values(until(asked.query()));
    }

    static List<Listed> list(SqlSession session, SqlQuery sql, Asked asked, String order, int limit)
            throws SQLException {
        asked.query()
                .after()
                .ifPresent(place -> sql.add(" AND (t.rank, t.ord, t.task) > (?, ?, ?)")
                        .values(place.rank(), place.order(), place.task().text()));
        sql.add(" ORDER BY " + order + " LIMIT ?").values(limit);
        return sql.within(asked.isBare() ? BARE : CHOSEN, SHOWN + SORTED).list(session, row -> {
            var place = new BoardPlace(row.getInt(1), row.getLong(2), new TaskId(row.getString(3)));
            return asked.isBare()
                    ? new Listed(place, "", 0)
                    : new Listed(place, SqlText.read(row.getBytes(4)), row.getLong(5));
        });
    }

    static boolean isFew(SqlSession session, String what, Object... values) throws SQLException {
        return count(session, what, FEW + 1, values) <= FEW;
    }

    private static int count(SqlSession session, String what, int most, Object... values) throws SQLException {
        var sql = new SqlQuery("SELECT count(*) FROM (" + what + " LIMIT " + most + ") AS few").values(values);
        return sql.list(session, row -> row.getInt(1)).getFirst();
    }

    private static long from(TaskQuery query) {
        return query.from().map(Millis::of).orElse(Long.MIN_VALUE);
    }

    private static long until(TaskQuery query) {
        return query.until().map(Millis::of).orElse(Long.MAX_VALUE);
    }
}
