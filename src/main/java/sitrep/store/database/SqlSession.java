package sitrep.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connection with the statements that were prepared on it, each only once. Used by one thread at a time. */
public final class SqlSession implements AutoCloseable {

    /** What to make of one row of an answer. */
    public interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Each number of keys that are asked for at once is a statement of its own. */
    private static final int MANY = 64;

    private static final int SOME = 8;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Set<String> pending = new LinkedHashSet<>();

    public SqlSession(Connection connection) {
        this.connection = connection;
    }

    public PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) return known;
        var made = connection.prepareStatement(sql);
        statements.put(sql, made);
        return made;
    }

    public <T> List<T> list(String sql, Reading<T> reading, Object... values) throws SQLException {
        var list = new ArrayList<T>();
        try (var rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                list.add(reading.of(rows));
            }
        }
        return list;
    }

    public <T> Optional<T> first(String sql, Reading<T> reading, Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
        }
    }

    /**
     * The same for many keys, some at a time: one after the other each would be a way to the database and back.
     *
     * @param sql with {@code %s} for question marks with commas between
     */
    public <T> List<T> listOf(String sql, Reading<T> reading, List<?> keys) throws SQLException {
        var list = new ArrayList<T>();
        for (var from = 0; from < keys.size(); ) {
            var left = keys.size() - from;
            var size = left >= MANY ? MANY : left >= SOME ? SOME : 1;
            var marks = "?, ".repeat(size - 1) + "?";
            list.addAll(list(
                    sql.formatted(marks),
                    reading,
                    keys.subList(from, from + size).toArray()));
            from += size;
        }
        return list;
    }

    public void change(String sql, Object... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    /** Leaves a change for {@link #flush}, for many of a kind are cheaper together. */
    public void batch(String sql, Object... values) throws SQLException {
        batched(sql, bound(sql, values));
    }

    /** The same for a statement whose values are set by hand, since some may be absent. */
    public void batched(String sql, PreparedStatement statement) throws SQLException {
        statement.addBatch();
        pending.add(sql);
    }

    /** Does what was left, the changes of a kind in their order. */
    public void flush() throws SQLException {
        for (var sql : pending) {
            prepared(sql).executeBatch();
        }
        pending.clear();
    }

    /** Runs a statement that is needed only once. */
    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs one that does its work step by step, to its end: {@link #run} would take the first step only. */
    public void runThrough(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Whether the database closed the connection, or was found to be away. */
    boolean isBroken() throws SQLException {
        return connection.isClosed();
    }

    /** The same, where something failed: a server that ends says so, and then hangs up. */
    boolean isBroken(SQLException why) throws SQLException {
        var state = String.valueOf(why.getSQLState());
        return isBroken() || state.startsWith("08") || state.startsWith("57P");
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Takes back whatever was done or begun since the last commit. */
    void rollback() throws SQLException {
        pending.clear();
        for (var statement : statements.values()) {
            statement.clearBatch();
        }
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) return;
        for (var statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }

    /** Closes one that is of no use any more. */
    void letGo() {
        try {
            close();
        } catch (SQLException _) {
            // It is closed as well as it can be.
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        var statement = prepared(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
