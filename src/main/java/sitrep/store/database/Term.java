package sitrep.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import sitrep.config.PostgresAddress;

/**
 * The time for which one server leads, from its start until another takes its place. Whose it is is written down, so
 * that one that was cut off and comes back finds out whether another has led meanwhile: then all that it knows is old.
 * (Elsewhere that is called a fencing token.) Log and index each have a lock, which lives as long as a connection.
 */
final class Term {
    /** So long one that led before may take to find out that it leads no longer; then its connection is ended. */
    private static final Duration LETTING_GO = Duration.ofSeconds(1);

    private static final int TRIES = 10;

    private final PostgresAddress address;
    private final SessionLock log;
    private final SessionLock index;
    private final String table;
    private final String ours = UUID.randomUUID().toString();
    private boolean isBegun;

    Term(PostgresAddress address) {
        this.address = address;
        this.log = new SessionLock(address.log());
        this.index = new SessionLock(address.index());
        this.table = '"' + address.log() + "\".term";
    }

    /** Takes the log for this connection; the first time the term begins with it. */
    void takeLog(Connection connection) throws SQLException {
        if (!log.take(connection)) throw new HeldByAnother(address);
        if (isBegun) check(connection);
        else begin(connection);
        isBegun = true;
    }

    /** Takes the index likewise. Whoever has the log has a right to it. */
    void takeIndex(Connection connection) throws SQLException {
        for (var tried = 1; !index.take(connection, LETTING_GO); tried++) {
            if (tried == TRIES) throw new HeldByAnother(address);
            index.end(connection);
        }
        check(connection);
    }

    private void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table
                    + " (one INTEGER PRIMARY KEY CHECK (one = 1), whose TEXT NOT NULL)");
            statement.execute("INSERT INTO " + table + " VALUES (1, '" + ours
                    + "') ON CONFLICT (one) DO UPDATE SET whose = excluded.whose");
        }
    }

    private void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT whose FROM " + table)) {
            if (!row.next() || !row.getString(1).equals(ours)) throw new HeldByAnother(address);
        }
    }
}
