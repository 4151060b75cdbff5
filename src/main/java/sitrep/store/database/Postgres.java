package sitrep.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import sitrep.config.PostgresAddress;

/**
 * PostgreSQL: the log and the index are two schemas of one database, each changed through a connection of its own. Each
 * holds an advisory lock for as long as it lives, so that a server that is cut off can change nothing beside the one
 * that has taken its place.
 */
public final class Postgres implements SqlDialect {
    private static final String COME_AND_GONE = """
        INSERT INTO beginning (n, letters) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))
        ON CONFLICT (n) DO UPDATE
        SET letters = ts_delete(beginning.letters, string_to_array(?, ' ')) || excluded.letters\
        """;
    private static final String EMPTY = "DELETE FROM beginning WHERE n = ? AND length(letters) = 0";
    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
    private static final String BYTES = """
        SELECT coalesce(sum(pg_total_relation_size(quote_ident(schemaname) || '.' || quote_ident(tablename))), 0)
        FROM pg_tables WHERE schemaname = ?\
        """;
    private static final String IS_THERE = "SELECT 1 FROM pg_namespace WHERE nspname = ?";

    /** How soon a server of a database that lost one of us is to notice. Not every system can do that. */
    private static final String NOTICE_SOON =
            "SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2;" + " SET tcp_keepalives_count = 2";

    private static final int CONNECT_SECONDS = 8;

    /** Who says nothing for so long is taken to be away: a statement of the writers' is short, a read may not be. */
    private static final int WRITE_SECONDS = 30;

    private static final int READ_SECONDS = 60;

    /** The oldest that PostgreSQL itself still looks after. */
    private static final int OLDEST = 14;

    private final PostgresAddress address;
    private final Term term;

    /** Under which address others find the one that holds the log. */
    private volatile String found = "";

    public Postgres(PostgresAddress address) {
        this.address = address;
        this.term = new Term(address);
    }

    @Override
    public String schema() {
        return "postgresql";
    }

    @Override
    public Connection log() throws SQLException {
        return writer(address.log(), connection -> {
            term.takeLog(connection);
            announce(connection);
        });
    }

    /** That of one that led before is waited for: it may be about to find out that it leads no longer. */
    @Override
    public Connection index() throws SQLException {
        return writer(address.index(), connection -> {
            term.takeIndex(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = off");
            }
        });
    }

    /** What makes a connection ours. */
    private interface Taking {
        void take(Connection connection) throws SQLException;
    }

    private Connection writer(String schema, Taking taking) throws SQLException {
        var connection = connect(schema, false);
        try {
            examine(connection);
            noticeSoon(connection);
            makeSchema(connection, schema);
            taking.take(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Others read it where the server lists what is connected, and it is gone with the connection. */
    private void announce(Connection connection) throws SQLException {
        try (var name = connection.prepareStatement("SELECT set_config('application_name', ?, false)")) {
            name.setString(1, Leadership.LEADS + found);
            name.execute();
        }
    }

    @Override
    public void hold(SqlSession log, String under) throws SQLException {
        found = under;
        log.first("SELECT set_config('application_name', ?, false)", _ -> true, Leadership.LEADS + under);
    }

    private void examine(Connection connection) throws SQLException {
        var about = connection.getMetaData();
        if (about.getDatabaseMajorVersion() < OLDEST) {
            throw new Unfit("The server of " + address + " is PostgreSQL " + about.getDatabaseMajorVersion()
                    + "; Sitrep needs " + OLDEST + " or later");
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW server_encoding")) {
            if (!row.next() || row.getString(1).equals("UTF8")) return;
            throw new Unfit("The database " + address + " has the encoding " + row.getString(1)
                    + ", in which not every text can be kept; Sitrep needs UTF8, as by: createdb -E UTF8 -T template0 "
                    + address.database());
        }
    }

    private static void noticeSoon(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute(NOTICE_SOON);
        } catch (SQLException _) {
            // It notices by the rules of its system, then.
        }
    }

    /** Where it is there nobody needs the right to make it. */
    private static void makeSchema(Connection connection, String schema) throws SQLException {
        try (var there = connection.prepareStatement(IS_THERE)) {
            there.setString(1, schema);
            try (var row = there.executeQuery()) {
                if (row.next()) return;
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + '"');
        }
    }

    @Override
    public Connection reader() throws SQLException {
        return connect(address.index() + "," + address.log(), true);
    }

    /** A connection that can only read the log. */
    public Connection logReader() throws SQLException {
        return connect(address.log(), true);
    }

    private Connection connect(String path, boolean isReader) throws SQLException {
        return connect(address, path, isReader);
    }

    static Connection connect(PostgresAddress address, String path, boolean isReader) throws SQLException {
        var properties = properties(address);
        PGProperty.CURRENT_SCHEMA.set(properties, path);
        PGProperty.READ_ONLY.set(properties, isReader);
        PGProperty.APPLICATION_NAME.set(properties, "sitrep");
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, isReader ? READ_SECONDS : WRITE_SECONDS);
        var connection = new Driver().connect("jdbc:postgresql://" + address.place(), properties);
        if (connection == null) throw new SQLException("the driver does not know this address: " + address);
        return connection;
    }

    /** The driver looks for a password in the password file where none is here. */
    private static Properties properties(PostgresAddress address) {
        var properties = new Properties();
        properties.putAll(address.options());
        address.user().ifPresent(user -> PGProperty.USER.set(properties, user));
        address.password().ifPresent(password -> PGProperty.PASSWORD.set(properties, password.text()));
        return properties;
    }

    @Override
    public List<String> tables(SqlSession session) throws SQLException {
        return session.list(TABLES, row -> row.getString(1));
    }

    @Override
    public void drop(SqlSession session, String table) throws SQLException {
        session.run("DROP TABLE " + table);
    }

    /** The server does that by itself. */
    @Override
    public boolean giveBack(SqlSession session) {
        return false;
    }

    @Override
    public long bytesOfLog(SqlSession session) throws SQLException {
        return bytes(session, address.log());
    }

    @Override
    public long bytesOfIndex(SqlSession session) throws SQLException {
        return bytes(session, address.index());
    }

    private static long bytes(SqlSession session, String schema) throws SQLException {
        return session.first(BYTES, row -> row.getLong(1), schema).orElse(0L);
    }

    @Override
    public void tidy() {
        // The server carries over what was committed by itself.
    }

    /** A commit that is waited for makes durable what was committed before it, too. */
    @Override
    public void settle() throws SQLException {
        try (var connection = connect(address.index(), false);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = version");
        }
    }

    @Override
    public String marks(String table) {
        return "CREATE TEMP TABLE " + table + " (mark BYTEA PRIMARY KEY)";
    }

    @Override
    public void index(SqlSession session, long n, Collection<String> come, Collection<String> gone)
            throws SQLException {
        session.batch(COME_AND_GONE, n, String.join(" ", come), String.join(" ", gone));
        if (come.isEmpty()) session.batch(EMPTY, n);
    }

    @Override
    public String search() {
        return "SELECT n FROM beginning WHERE letters @@ ?::tsquery ORDER BY n DESC LIMIT ?";
    }

    /** They are letters and digits only. */
    @Override
    public String sought(Collection<String> beginnings) {
        return beginnings.stream().map(it -> "'" + it + "'").collect(Collectors.joining(" & "));
    }
}
