package sitrep.store.upkeep;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sitrep.config.PostgresAddress;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.Link;
import sitrep.store.database.Postgres;
import sitrep.store.database.PostgresPlace;
import sitrep.store.database.SqlSchema;
import sitrep.store.database.SqlSession;

/** The log in a database on a server. */
final class LogOnServer implements LogChunks {
    private static final int AT_ONCE = 50;

    /** The chunk with a place in it, if that is still there, and those behind. */
    private static final String FROM = "SELECT seq, last, events, keys, link, bodies FROM chunk"
            + " WHERE seq >= coalesce((SELECT max(seq) FROM chunk WHERE seq <= ?), 0) AND last >= ?"
            + " ORDER BY seq LIMIT " + AT_ONCE;

    private static final String LAST =
            "SELECT coalesce(max(last), 0) FROM (SELECT last FROM chunk ORDER BY seq DESC LIMIT 1) AS newest";
    private static final String IS_THERE = "SELECT to_regclass('schema_version') IS NOT NULL";
    private static final String SCHEMA = "SELECT coalesce(max(version), 0) FROM schema_version";

    private final PostgresPlace place;
    private final Connection connection;
    private final SqlSession session;

    private LogOnServer(PostgresPlace place, Connection connection) {
        this.place = place;
        this.connection = connection;
        this.session = new SqlSession(connection);
    }

    static LogOnServer at(PostgresAddress address) {
        var place = new PostgresPlace(address, Optional.empty());
        var dialect = new Postgres(address);
        try {
            var log = new LogOnServer(place, dialect.logReader());
            try {
                log.check(SqlSchema.newestOfLog(dialect));
                return log;
            } catch (RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (SQLException e) {
            throw place.failure("The log in " + address + " cannot be read", e);
        }
    }

    private void check(int newest) {
        var isThere = list(IS_THERE, row -> row.getBoolean(1)).getFirst();
        if (!isThere) throw new StoreFailure("There is no log of Sitrep in " + place.name() + ".");
        var schema = number(SCHEMA);
        if (schema <= newest) return;
        throw new StoreFailure("The log in " + place.name() + " has schema " + schema
                + " and was written by a newer Sitrep; this one knows schemas up to " + newest + ".");
    }

    private <T> List<T> list(String sql, SqlSession.Reading<T> reading, Object... values) {
        try {
            return session.list(sql, reading, values);
        } catch (SQLException e) {
            throw place.failure("The log in " + place.name() + " cannot be read", e);
        }
    }

    private long number(String sql) {
        return list(sql, row -> row.getLong(1)).getFirst();
    }

    @Override
    public long last() {
        return number(LAST);
    }

    @Override
    public List<Chunk> after(long seq) {
        return list(FROM, LogOnServer::chunk, seq + 1, seq + 1);
    }

    private static Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getBytes(4),
                row.getBytes(6),
                new Link(row.getBytes(5)));
    }

    @Override
    public void stand() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw place.failure("The log in " + place.name() + " was not closed properly", e);
        }
    }
}
