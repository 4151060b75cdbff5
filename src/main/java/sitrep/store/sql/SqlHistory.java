package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sitrep.core.sitrep.BoardPlace;
import sitrep.store.EndCondition;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.database.SqlQuery;
import sitrep.store.database.SqlSession;
import sitrep.store.sql.SqlPages.Asked;

/**
 * The SQL of lists with conditions on the end. A task that ended is unreported or settled, and stands in that group by
 * when it ended, the newest first: so a stretch of time is a stretch of the board, and is walked like it.
 */
final class SqlHistory {
    private static final String ENDED = "SELECT 1 FROM ended WHERE ended >= ? AND ended < ?";
    private static final String TOOK = "SELECT 1 FROM ended WHERE took >= ? AND took < ?";

    private SqlHistory() {}

    static List<Listed> page(SqlSession session, Asked asked) throws SQLException {
        var ended = asked.query().ended();
        if (ended.isTimed() && SqlPages.isFew(session, ENDED, ended.fromMillis(), ended.untilMillis())) {
            return few(session, asked, "e.ended", "+e.took");
        }
        if (ended.isMeasured() && SqlPages.isFew(session, TOOK, ended.leastMillis(), ended.mostMillis())) {
            return few(session, asked, "+e.ended", "e.took");
        }
        var page = new ArrayList<Listed>();
        for (var rank : BoardPlace.ENDED) {
            page.addAll(walk(session, asked, rank, asked.limit() - page.size()));
        }
        return page;
    }

    /** Finds all of them by an index, and sorts. */
    private static List<Listed> few(SqlSession session, Asked asked, String at, String took) throws SQLException {
        var sql = new SqlQuery("ended e CROSS JOIN task t WHERE t.n = e.n");
        within(sql, asked.query().ended(), at, took);
        asked.facets().forEach(facet -> SqlPages.has(sql, facet));
        SqlPages.updated(sql, asked, "+t.updated");
        return SqlPages.list(session, sql, asked, SqlPages.SORTED, asked.limit());
    }

    /** Walks down one group, from the newest end that is asked for to the oldest. */
    private static List<Listed> walk(SqlSession session, Asked asked, int rank, int limit) throws SQLException {
        var isBehind = asked.query().after().map(BoardPlace::rank).orElse(rank) > rank;
        if (limit == 0 || isBehind) return List.of();
        var ended = asked.query().ended();
        var sql = new SqlQuery("task t WHERE t.rank = " + rank);
        if (ended.until().isPresent()) sql.add(" AND t.ord > ?").values(-ended.untilMillis());
        if (ended.from().isPresent()) sql.add(" AND t.ord <= ?").values(-ended.fromMillis());
        asked.query()
                .after()
                .filter(place -> place.rank() == rank)
                .ifPresent(place -> sql.add(" AND t.ord >= ?").values(place.order()));
        asked.facets().forEach(facet -> SqlPages.has(sql, facet));
        SqlPages.updated(sql, asked, "+t.updated");
        ended(sql, ended);
        return SqlPages.list(session, sql, asked, SqlPages.BOARD, limit);
    }

    /** The conditions on the end, for each task that fulfils the others. */
    static void ended(SqlQuery sql, EndCondition ended) {
        if (!ended.isAsked()) return;
        sql.add(" AND EXISTS (SELECT 1 FROM ended e WHERE e.n = t.n");
        within(sql, ended, "+e.ended", "+e.took");
        sql.add(")");
    }

    private static void within(SqlQuery sql, EndCondition ended, String at, String took) {
        if (ended.from().isPresent()) sql.add(" AND " + at + " >= ?").values(ended.fromMillis());
        if (ended.until().isPresent()) sql.add(" AND " + at + " < ?").values(ended.untilMillis());
        took(sql, ended, took);
    }

    static void took(SqlQuery sql, EndCondition ended, String took) {
        if (ended.tookFrom().isPresent()) sql.add(" AND " + took + " >= ?").values(ended.leastMillis());
        if (ended.tookUntil().isPresent()) sql.add(" AND " + took + " < ?").values(ended.mostMillis());
    }
}
