package sitrep.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sitrep.core.sitrep.BoardPlace;
import sitrep.store.Insights;
import sitrep.store.Insights.Part;
import sitrep.store.Insights.Spent;
import sitrep.store.InsightsScope;
import sitrep.store.SearchWords;
import sitrep.store.database.SqlQuery;
import sitrep.store.database.SqlSession;
import sitrep.store.sql.SqlEndings.Candidate;
import sitrep.store.sql.SqlFacets.Counted;

/**
 * The SQL of insights into some of the tasks that ended. What is kept for each day is of all tasks, so that here each
 * is looked at: those that the rarest facet has within the time, found in the order of an index, and no more than
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
        var parts = new TreeMap<Instant, Part>();
        var found = sql(scope, facets).list(session, row -> {
            var part =
                    scope.parts().partOf(Instant.ofEpochMilli(row.getLong(2))).orElseThrow();
            add(parts.computeIfAbsent(part, Part::new), row.getString(5));
            return new Candidate(row.getLong(1), row.getLong(3), row.getLong(4));
        });
        var times = found.stream().map(one -> Duration.ofMillis(one.took())).toList();
        return new Insights(
                List.copyOf(parts.values()),
                SqlEndings.longest(session, found, Candidate::took, most),
                SqlEndings.longest(session, found, Candidate::waited, most),
                Insights.middle(times),
                found.size() == MOST);
    }

    private static SqlQuery sql(InsightsScope scope, List<Counted> facets) {
        var from = scope.parts().fromMillis();
        var until = scope.parts().untilMillis();
        var sql = facets.isEmpty()
                ? new SqlQuery("SELECT e.n, e.ended, e.took, e.waited, e.spent FROM ended e"
                                + " CROSS JOIN task t WHERE e.ended >= ? AND e.ended < ? AND t.n = e.n")
                        .values(from, until)
                : new SqlQuery("SELECT e.n, e.ended, e.took, e.waited, e.spent FROM faceted f CROSS JOIN ended e"
                                + " CROSS JOIN task t WHERE f.facet = ? AND f.rank IN " + ENDED_GROUPS
                                + " AND f.ord > ? AND f.ord <= ? AND e.n = f.n AND t.n = f.n")
                        .values(facets.getFirst().id(), -until, -from);
        facets.stream().skip(1).forEach(facet -> SqlPages.has(sql, facet));
        var words = scope.text().map(SearchWords::sought).orElse(List.of());
        if (!words.isEmpty()) SqlPages.says(sql, words);
        SqlHistory.took(sql, scope.took(), "+e.took");
        return sql.add(" LIMIT ?").values(MOST);
    }

    private static void add(Part part, String spent) throws SQLException {
        for (var line : spent.split("\n", -1)) {
            var words = line.split(" ", -1);
            var time = Duration.ofMillis(Long.parseLong(words[2]));
            SqlEndings.add(part, words[0], words[1], new Spent(1, time));
        }
    }
}
