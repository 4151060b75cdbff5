package sitrep.store.database;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.PostgresAddress;

/**
 * Which of the servers that share a database leads, as one sees it that stands by: the one whose connection holds the
 * lock of the log. Its address is the name of that connection, so that both are gone together.
 */
public final class Leadership implements AutoCloseable {
    /** What the name of a connection begins with that holds the log. The server cuts names off behind 63 bytes. */
    static final String LEADS = "sitrep ";

    /** One that leads asks for something twice a second. One that is silent for so long is frozen, or cut off. */
    private static final double SILENT_SECONDS = 6;

    /** One that is about to lead reads what there is first, and only then says where it is. */
    private static final double STARTING_SECONDS = 120;

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final PostgresAddress address;
    private final SessionLock log;
    private Optional<Connection> connection = Optional.empty();

    public Leadership(PostgresAddress address) {
        this.address = address;
        this.log = new SessionLock(address.log());
    }

    /** Who leads. */
    public sealed interface Leader {
        /** One that can be found there, if it has said so far where. */
        record Known(Optional<InetSocketAddress> at) implements Leader {}

        /** Nobody does. */
        record None() implements Leader {}

        /** That cannot be found out now. */
        record Unknown(String why) implements Leader {}
    }

    /** Asks who leads at the moment. Deposes one that does not go on. */
    public Leader now() {
        try {
            var asking = connected();
            var holder = log.holder(asking);
            if (holder.isEmpty()) return new Leader.None();
            var at = place(holder.get().connection());
            depose(holder.get(), at.isPresent() ? SILENT_SECONDS : STARTING_SECONDS, asking);
            return new Leader.Known(at);
        } catch (SQLException e) {
            close();
            return new Leader.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Once it goes on it finds its connection ended, and another in its place. */
    private void depose(SessionLock.Holder holder, double patience, Connection asking) throws SQLException {
        if (holder.silentSeconds() < patience) return;
        LOG.warn("The server that leads has been silent for {} s: another takes its place", holder.silentSeconds());
        log.end(asking);
    }

    private Connection connected() throws SQLException {
        if (connection.isPresent()) return connection.get();
        var made = Postgres.connect(address, address.log(), true);
        connection = Optional.of(made);
        return made;
    }

    private static Optional<InetSocketAddress> place(String name) {
        var at = name.startsWith(LEADS) ? name.substring(LEADS.length()) : "";
        var colon = at.lastIndexOf(':');
        if (colon < 1) return Optional.empty();
        try {
            var host = at.substring(0, colon).replaceAll("^\\[|]$", "");
            return Optional.of(new InetSocketAddress(host, Integer.parseInt(at.substring(colon + 1))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (connection.isPresent()) connection.get().close();
        } catch (SQLException e) {
            LOG.debug("A connection to the database was not closed properly: {}", e.getMessage());
        }
        connection = Optional.empty();
    }
}
