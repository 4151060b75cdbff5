package sitrep.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sitrep.core.sitrep.BoardPlace;
import sitrep.store.Insights;
import sitrep.store.Insights.Day;
import sitrep.store.Insights.Spent;
import sitrep.store.InsightsScope;
import sitrep.store.database.SqlQuery;
import sitrep.store.database.SqlSession;
import sitrep.store.sql.SqlEndings.Candidate;
import sitrep.store.sql.SqlFacets.Counted;

/**
 * The SQL of insights into some of the tasks that ended. What is kept for each day is of all tasks, so that here each
 * is looked at: those that the rarest facet has within the days, found in the order of an index, and no more than
 * {@value #MOST} of them.
 */
final class SqlNarrowed {
    /** Most tasks that are counted, the newest settled ones; past it insights say that they are partial. */
    static final int MOST = 100_000;

    private static final String ENDED_GROUPS =
            "(" + BoardPlace.ENDED.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";

    private SqlNarrowed() {}

    static Insights insights(SqlSession session, InsightsScope scope, int most) throws SQLException {
        var facets = new ArrayList<Counted>();
        for (var facet : scope.facets()) {
            var counted = SqlFacets.counted(session, facet);
            if (counted.isEmpty()) return Insights.NONE;
            facets.addAll(counted);
        }
        facets.sort(Comparator.comparingLong(Counted::tasks));
        var days = new TreeMap<Long, Day>();
        var found = sql(scope, facets).list(session, row -> {
            add(days.computeIfAbsent(row.getLong(2), SqlNarrowed::day), row.getString(5));
            return new Candidate(row.getLong(1), row.getLong(3), row.getLong(4));
        });
        return new Insights(
                List.copyOf(days.values()),
                SqlEndings.longest(session, found, Candidate::took, most),
                SqlEndings.longest(session, found, Candidate::waited, most),
                found.size() == MOST);
    }

    private static SqlQuery sql(InsightsScope scope, List<Counted> facets) {
        var from = scope.days().fromMillis();
        var until = scope.days().untilMillis();
        var sql = facets.isEmpty()
                ? new SqlQuery("SELECT e.n, e.day, e.took, e.waited, e.spent FROM ended e"
                                + " WHERE e.ended >= ? AND e.ended < ?")
                        .values(from, until)
                : new SqlQuery("SELECT e.n, e.day, e.took, e.waited, e.spent FROM faceted f CROSS JOIN ended e"
                                + " CROSS JOIN task t WHERE f.facet = ? AND f.rank IN " + ENDED_GROUPS
                                + " AND f.ord > ? AND f.ord <= ? AND e.n = f.n AND t.n = f.n")
                        .values(facets.getFirst().id(), -until, -from);
        facets.stream().skip(1).forEach(facet -> SqlPages.has(sql, facet));
        SqlHistory.took(sql, scope.took(), "+e.took");
        return sql.add(" LIMIT ?").values(MOST);
    }

    private static Day day(long number) {
        return new Day(LocalDate.ofEpochDay(number));
    }

    private static void add(Day day, String spent) throws SQLException {
        for (var line : spent.split("\n", -1)) {
            var words = line.split(" ", -1);
            var time = Duration.ofMillis(Long.parseLong(words[2]));
            SqlEndings.add(day, words[0], words[1], new Spent(1, time));
        }
    }
}
