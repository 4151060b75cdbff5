package sitrep.store.database;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import sitrep.config.PostgresAddress;
import sitrep.store.StoreFailure;
import sitrep.store.StoreFailure.Kind;
import sitrep.store.folder.FolderLock;
import sitrep.store.folder.StorePlace;

/**
 * A database on a server, which looks after its files and its room by itself.
 *
 * @param folder what a server has besides is in a data folder, held for as long
 */
public record PostgresPlace(PostgresAddress address, Optional<FolderLock> folder) implements StorePlace {
    /** Codes of errors, or what they begin with: PostgreSQL documentation, appendix A. */
    private static final String DISK_FULL = "53100";

    private static final String REFUSED = "08004";
    private static final String CONNECTION = "08";

    /** It ends, begins, or has no connection left. */
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03", "53300");

    /** Two wanted the same at once, as where an index is made anew while it is read. */
    private static final String CLASH = "40";

    private static final String ACCESS = "28";
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";

    /** What is said of values may quote them. */
    private static final Set<String> OF_VALUES = Set.of("22", "23");

    private static final int SAID = 200;

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void check() {
        // Whether it is the same database is decided by who holds its lock.
    }

    @Override
    public void checkRoom() {
        // How much room is left is known to the server alone.
    }

    @Override
    public StoreFailure failure(String otherwise, SQLException e) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("no code");
        if (e instanceof HeldByAnother) return new StoreFailure(Kind.HELD, e.getMessage() + ".", e);
        if (e instanceof Unfit) return new StoreFailure(e.getMessage() + ".", e);
        if (state.equals(DISK_FULL)) return new StoreFailure(Kind.FULL, "The disk of the database is full.", e);
        if (state.startsWith(CLASH)) {
            return new StoreFailure(Kind.AWAY, "The database " + address.place() + " cannot do that now.", e);
        }
        if (isAway(state)) {
            return new StoreFailure(
                    Kind.AWAY, "The database " + address.place() + " cannot be reached" + why(e) + ".", e);
        }
        return new StoreFailure(otherwise + ": " + reason(state, e) + ".", e);
    }

    private static boolean isAway(String state) {
        return NOT_NOW.contains(state) || (state.startsWith(CONNECTION) && !state.equals(REFUSED));
    }

    private static String why(SQLException e) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof UnknownHostException)
                ? ", for no host has that name"
                : "";
    }

    private String reason(String state, SQLException e) {
        if (state.startsWith(ACCESS)) {
            return "the database " + address.place() + " does not let " + user() + " in (" + said(e)
                    + "). The password is to be in " + PostgresAddress.PASSWORD + " or in the password file";
        }
        if (state.equals(NO_DATABASE)) {
            return "there is no such database at " + address.place() + ". Make it: createdb -E UTF8 -T template0 "
                    + address.database();
        }
        if (state.equals(NO_RIGHT)) {
            return user() + " may not do that in " + address.place() + " (" + said(e)
                    + "). Let it make schemas: GRANT CREATE ON DATABASE " + address.database() + " TO …";
        }
        return OF_VALUES.stream().anyMatch(state::startsWith) ? "error " + state : said(e) + " (" + state + ")";
    }

    private String user() {
        return address.user().map(name -> "the user " + name).orElse("this user");
    }

    /** What the server says in its first line: what it says in others may quote what is kept. */
    private static String said(SQLException e) {
        var message = e instanceof PSQLException said && said.getServerErrorMessage() != null
                ? said.getServerErrorMessage().getMessage()
                : e.getMessage();
        var line = String.valueOf(message).lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() > SAID ? line.substring(0, SAID) + "…" : line;
    }

    /** The lock of the database goes with the connection that appends. */
    @Override
    public void close() throws IOException {
        if (folder.isPresent()) folder.get().close();
    }
}
