package sitrep.store.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sitrep.store.Facet;
import sitrep.store.database.RecentlyUsed;
import sitrep.store.database.SqlSession;

/** The SQL of facets: their numbers, and how many tasks have each, kept up to date with every change. */
final class SqlFacets {
    private static final int REMEMBERED = 10_000;
    private static final String FIND = "SELECT id FROM facet WHERE name = ? AND value = ?";
    private static final String ADD =
            "INSERT INTO facet (name, value, tasks) VALUES (?, ?, 0) ON CONFLICT (name, value) DO NOTHING";
    private static final String COUNT = "UPDATE facet SET tasks = tasks + ? WHERE id = ?";
    private static final String FIND_COUNTED = "SELECT id, tasks FROM facet WHERE name = ? AND value = ?";
    private static final String COUNTS = "SELECT value, tasks FROM facet WHERE name = ? AND tasks > 0";

    /** A facet as it is kept. */
    record Counted(int id, long tasks) {}

    private final RecentlyUsed<Facet, Integer> ids = new RecentlyUsed<>(REMEMBERED);
    private final Map<Integer, Long> changes = new HashMap<>();

    /** The numbers of facets, in their order, each once; new ones get one. */
    List<Integer> ids(SqlSession session, Set<Facet> facets) throws SQLException {
        var found = new TreeSet<Integer>();
        for (var facet : facets) {
            found.add(id(session, facet));
        }
        return List.copyOf(found);
    }

    /** Notes that so many more tasks have a facet, or fewer. */
    void count(int facet, int more) {
        changes.merge(facet, (long) more, Long::sum);
    }

    /** Writes down what was counted. */
    void keepCounts(SqlSession session) throws SQLException {
        for (var change : changes.entrySet()) {
            if (change.getValue() != 0) session.batch(COUNT, change.getValue(), change.getKey());
        }
        changes.clear();
    }

    /** Forgets what was not committed. */
    void forget() {
        ids.clear();
        changes.clear();
    }

    static List<Counted> counted(SqlSession session, Facet facet) throws SQLException {
        return session.list(
                FIND_COUNTED, row -> new Counted(row.getInt(1), row.getLong(2)), facet.name(), facet.value());
    }

    static Map<String, Long> counts(SqlSession session, String name) throws SQLException {
        record Count(String value, long tasks) {}
        var counts = new TreeMap<String, Long>();
        for (var count : session.list(COUNTS, row -> new Count(row.getString(1), row.getLong(2)), name)) {
            counts.put(count.value(), count.tasks());
        }
        return counts;
    }

    private int id(SqlSession session, Facet facet) throws SQLException {
        var known = ids.get(facet);
        if (known != null) return known;
        var id = find(session, facet);
        if (id == 0) {
            session.change(ADD, facet.name(), facet.value());
            id = find(session, facet);
        }
        ids.put(facet, id);
        return id;
    }

    private static int find(SqlSession session, Facet facet) throws SQLException {
        return session.first(FIND, row -> row.getInt(1), facet.name(), facet.value())
                .orElse(0);
    }
}
