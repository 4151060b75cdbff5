package sitrep.store.sql;

import java.sql.ResultSet;
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
            "SELECT m.task, s.seq, s.body FROM name m CROSS JOIN state s WHERE m.task IN (%s) AND s.n = m.n";

    private record Found(String task, TaskState state) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(row.getString(1), new TaskState(row.getLong(2), row.getBytes(3)));
        }
    }

    private SqlStates() {}

    static void keep(SqlSession session, long n, TaskState state) throws SQLException {
        session.batch(KEEP, n, state.seq(), state.bytes());
    }

    static void forget(SqlSession session, long n) throws SQLException {
        session.batch(FORGET, n);
    }

    static Map<TaskId, TaskState> of(SqlSession session, Collection<TaskId> tasks) throws SQLException {
        var states = new HashMap<TaskId, TaskState>();
        var names = tasks.stream().map(TaskId::text).toList();
        for (var found : session.listOf(FIND, Found::of, names)) states.put(new TaskId(found.task()), found.state());
        return states;
    }
}
