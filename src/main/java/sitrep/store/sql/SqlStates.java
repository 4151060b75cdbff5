package sitrep.store.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import sitrep.core.event.TaskId;
import sitrep.store.TaskState;
import sitrep.store.database.SqlSession;

/** The SQL of what is known of tasks, written down by whoever folds them. */
final class SqlStates {
    private static final String KEEP = """
        INSERT INTO state (n, seq, body) VALUES (?, ?, ?)
        ON CONFLICT (n) DO UPDATE SET seq = excluded.seq, body = excluded.body\
        """;
    private static final String FORGET = "DELETE FROM state WHERE n = ?";
    private static final String FIND =
            "SELECT s.seq, s.body FROM name m CROSS JOIN state s WHERE m.task = ? AND s.n = m.n";

    private SqlStates() {}

    static void keep(SqlSession session, long n, TaskState state) throws SQLException {
        session.batch(KEEP, n, state.seq(), state.bytes());
    }

    static void forget(SqlSession session, long n) throws SQLException {
        session.batch(FORGET, n);
    }

    static Map<TaskId, TaskState> of(SqlSession session, Collection<TaskId> tasks) throws SQLException {
        var states = new HashMap<TaskId, TaskState>();
        for (var task : tasks) {
            session.first(FIND, row -> new TaskState(row.getLong(1), row.getBytes(2)), task.text())
                    .ifPresent(state -> states.put(task, state));
        }
        return states;
    }
}
