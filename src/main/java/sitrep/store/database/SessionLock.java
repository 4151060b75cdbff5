package sitrep.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that a connection has for as long as it lives, by a name: an advisory lock of PostgreSQL (its documentation,
 * section 13.3.5). With the connection, its server and its network it ends by itself.
 */
record SessionLock(String name) {
    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtext(?), 0)";

    private static final String WAIT = "SELECT pg_advisory_lock(hashtext(?), 0)";

    /** Its documentation, appendix A. */
    private static final String NOT_AVAILABLE = "55P03";

    private static final String OF_HOLDER = """
        FROM pg_locks AS held LEFT JOIN pg_stat_activity AS activity ON activity.pid = held.pid
        WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 2 AND held.objid = 0
        AND held.classid::bigint = (hashtext(?)::bigint & 4294967295)
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())\
        """;

    private static final String HOLDER = """
        SELECT coalesce(activity.application_name, ''), coalesce(activity.state, '') <> 'active',
        coalesce(extract(epoch FROM clock_timestamp() - activity.state_change), 0)
        """ + OF_HOLDER;

    private static final String END = "SELECT pg_terminate_backend(held.pid) " + OF_HOLDER;

    /**
     * Whose it is.
     *
     * @param connection the name of the connection
     * @param silentSeconds for how long it has asked for nothing, while nothing was done for it
     */
    record Holder(String connection, double silentSeconds) {}

    /** Takes it for this connection, if it is free; answers whether that has it. */
    boolean take(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement(TAKE)) {
            lock.setString(1, name);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The same, and waits for it to be free. */
    boolean take(Connection connection, Duration longest) throws SQLException {
        try (var statement = connection.createStatement();
                var lock = connection.prepareStatement(WAIT)) {
            statement.execute("SET lock_timeout = " + longest.toMillis());
            lock.setString(1, name);
            lock.execute();
            statement.execute("SET lock_timeout = 0");
            return true;
        } catch (SQLException e) {
            if (NOT_AVAILABLE.equals(e.getSQLState())) return false;
            throw e;
        }
    }

    Optional<Holder> holder(Connection asking) throws SQLException {
        try (var query = asking.prepareStatement(HOLDER)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) return Optional.empty();
                return Optional.of(new Holder(row.getString(1), row.getBoolean(2) ? row.getDouble(3) : 0));
            }
        }
    }

    /** Ends the connection that has it, of the same user. */
    void end(Connection asking) throws SQLException {
        try (var end = asking.prepareStatement(END)) {
            end.setString(1, name);
            end.execute();
        }
    }
}
