package sitrep.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.store.Facet;
import sitrep.store.Millis;
import sitrep.store.TaskIndex.Aged;
import sitrep.store.database.SqlSession;

/** The SQL of settled tasks by their age. */
final class SqlAged {
    private static final String LIST = """
        SELECT t.task, e.ended, t.facets FROM ended e CROSS JOIN task t
        WHERE t.n = e.n AND e.ended < ? AND t.rank = ? AND e.ended >= ?
        AND (e.ended > ? OR e.n > coalesce((SELECT n FROM name WHERE task = ?), -1))
        ORDER BY e.ended, e.n LIMIT ?\
        """;
    private static final String FACET = "SELECT name, value FROM facet WHERE id = ?";

    private record Row(String task, long ended, String facets) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getString(1), row.getLong(2), row.getString(3));
        }
    }

    private SqlAged() {}

    static List<Aged> list(SqlSession session, Instant before, Optional<Aged> behind, int limit) throws SQLException {
        var from = behind.map(aged -> Millis.of(aged.ended())).orElse(Long.MIN_VALUE);
        var task = behind.map(aged -> aged.task().text()).orElse("");
        var rows = session.list(LIST, Row::of, Millis.of(before), Attention.SETTLED.rank(), from, from, task, limit);
        var known = new HashMap<String, Facet>();
        var aged = new ArrayList<Aged>(rows.size());
        for (var row : rows) {
            aged.add(new Aged(
                    new TaskId(row.task()), Instant.ofEpochMilli(row.ended()), facets(session, row.facets(), known)));
        }
        return aged;
    }

    private static Set<Facet> facets(SqlSession session, String numbers, Map<String, Facet> known) throws SQLException {
        var facets = new HashSet<Facet>();
        if (numbers.isEmpty()) return facets;
        for (var number : numbers.split(" ", -1)) {
            if (!known.containsKey(number)) {
                session.first(FACET, row -> new Facet(row.getString(1), row.getString(2)), Long.valueOf(number))
                        .ifPresent(facet -> known.put(number, facet));
            }
            Optional.ofNullable(known.get(number)).ifPresent(facets::add);
        }
        return facets;
    }
}
