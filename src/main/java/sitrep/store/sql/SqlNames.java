package sitrep.store.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import sitrep.core.event.TaskId;
import sitrep.store.IndexChange;
import sitrep.store.database.SqlSession;

/** The SQL of the names of tasks that have several. */
final class SqlNames {
    private static final String KEEP =
            "INSERT INTO alias (name, task) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET task = excluded.task";
    private static final String ALL = "SELECT name, task FROM alias";

    private static final String DROP = "DELETE FROM alias WHERE task = ?";

    private SqlNames() {}

    /** What went by the ids of tasks that are gone goes by nothing, save what joined another: that is kept next. */
    static void drop(SqlSession session, IndexChange filing) throws SQLException {
        for (var task : filing.gone()) {
            if (!filing.names().containsKey(task)) session.change(DROP, task.text());
        }
    }

    static void keep(SqlSession session, Map<TaskId, TaskId> names) throws SQLException {
        for (var name : names.entrySet()) {
            session.batch(KEEP, name.getKey().text(), name.getValue().text());
        }
    }

    static Map<TaskId, TaskId> all(SqlSession session) throws SQLException {
        record Name(String name, String task) {}
        var names = new HashMap<TaskId, TaskId>();
        for (var one : session.list(ALL, row -> new Name(row.getString(1), row.getString(2)))) {
            names.put(new TaskId(one.name()), new TaskId(one.task()));
        }
        return names;
    }
}
