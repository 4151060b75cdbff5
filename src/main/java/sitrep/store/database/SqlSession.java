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
        for (var statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        var statement = prepared(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
