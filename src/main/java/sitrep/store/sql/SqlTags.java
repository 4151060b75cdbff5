package sitrep.store.sql;

import java.sql.SQLException;
import java.util.List;
import sitrep.core.sitrep.Attention;
import sitrep.store.database.SqlSession;

/** The SQL that keeps the tasks of each facet in the order of the board, touching only what differs from before. */
final class SqlTags {
    /**
     * Working tasks move with each sign of life. To move them for each of their facets too would cost more than all
     * else, so that among a facet's tasks they stand together without order.
     */
    static final int RESTLESS = Attention.WORKING.rank();

    private static final String TAG = "INSERT INTO faceted (facet, rank, ord, n) VALUES (?, ?, ?, ?)";
    private static final String UNTAG = "DELETE FROM faceted WHERE facet = ? AND rank = ? AND ord = ? AND n = ?";

    /** Where a task stands among the tasks of each of its facets. */
    record Tagged(long n, int rank, long ord, List<Integer> facets) {
        Tagged {
            if (rank == RESTLESS) ord = 0;
        }
    }

    private final SqlFacets facets;

    SqlTags(SqlFacets facets) {
        this.facets = facets;
    }

    void add(SqlSession session, Tagged task) throws SQLException {
        change(session, new Tagged(task.n(), task.rank(), task.ord(), List.of()), task);
    }

    void remove(SqlSession session, Tagged task) throws SQLException {
        change(session, task, new Tagged(task.n(), task.rank(), task.ord(), List.of()));
    }

    void change(SqlSession session, Tagged before, Tagged after) throws SQLException {
        if (before.equals(after)) return;
        var isMoved = before.rank() != after.rank() || before.ord() != after.ord();
        for (var facet : before.facets()) {
            var stays = after.facets().contains(facet);
            if (!stays) facets.count(facet, -1);
            if (isMoved || !stays) session.batch(UNTAG, facet, before.rank(), before.ord(), before.n());
        }
        for (var facet : after.facets()) {
            var isNew = !before.facets().contains(facet);
            if (isNew) facets.count(facet, 1);
            if (isMoved || isNew) session.batch(TAG, facet, after.rank(), after.ord(), after.n());
        }
    }
}
