package sitrep.store.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * SQLite in two files, each with a write-ahead log: that of the log of events is synced at each commit, that of the
 * index only when it is carried over, for what it loses in a power cut can be made anew. Two files have two writers.
 */
public record Sqlite(Path logFile, Path indexFile) implements SqlDialect {
    private static final String COME = "INSERT INTO beginning (rowid, letters) VALUES (?, ?)";
    private static final String GONE = "INSERT INTO beginning (beginning, rowid, letters) VALUES ('delete', ?, ?)";
    private static final String BEGINNING = "beginning";

    /** Those that the virtual one is made of go with it, and come last. */
    private static final String TABLES = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'\
        """;

    private static final int LOG_CACHE_KIB = 2_000;
    private static final int INDEX_CACHE_KIB = 16_000;
    private static final int READER_CACHE_KIB = 4_000;
    private static final int BUSY_MILLIS = 5_000;

    /** Pages of the write-ahead log after which it is carried over into the database: 16 MB. */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** Past so many bytes the log's is carried over beside the appending; should that not keep up, within it. */
    private static final int TIDY_BYTES = 8 << 20;

    /** Pages that are given back at a time. */
    private static final int PAGES = 64;

    /** What the write-ahead log is cut down to, should a long read once have made it grow. */
    private static final int WAL_BYTES = 64 << 20;

    @Override
    public String schema() {
        return "sqlite";
    }

    @Override
    public Connection log() throws SQLException {
        return writer(logFile, LOG_CACHE_KIB, SynchronousMode.FULL);
    }

    /** The folder is locked. */
    @Override
    public void hold(SqlSession log, String under) {
        // Nobody else can take it.
    }

    @Override
    public Connection index() throws SQLException {
        return writer(indexFile, INDEX_CACHE_KIB, SynchronousMode.NORMAL);
    }

    private static Connection writer(Path file, int cache, SynchronousMode synchronous) throws SQLException {
        prepare(file);
        var config = config(cache);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(WAL_BYTES);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "" + CHECKPOINT_PAGES);
        var connection = config.createConnection(url(file));
        connection.setAutoCommit(false);
        return connection;
    }

    /** A file can give room back in small steps only if that is said before anything is in it. */
    private static void prepare(Path file) throws SQLException {
        if (file.toFile().length() > 0) return;
        try (var connection = config(LOG_CACHE_KIB).createConnection(url(file));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    @Override
    public Connection reader() throws SQLException {
        var config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        var connection = config.createConnection(url(indexFile));
        try (var attach = connection.prepareStatement("ATTACH DATABASE ? AS log")) {
            attach.setString(1, logFile.toString());
            attach.execute();
        }
        return connection;
    }

    @Override
    public void tidy() throws SQLException {
        if (logFile.resolveSibling(logFile.getFileName() + "-wal").toFile().length() < TIDY_BYTES) return;
        checkpoint(logFile);
    }

    @Override
    public void settle() throws SQLException {
        checkpoint(indexFile);
        checkpoint(logFile);
    }

    private static void checkpoint(Path file) throws SQLException {
        var config = config(LOG_CACHE_KIB);
        config.setSynchronous(SynchronousMode.FULL);
        try (var connection = config.createConnection(url(file));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    @Override
    public List<String> tables(SqlSession session) throws SQLException {
        return session.list(TABLES, row -> row.getString(1));
    }

    /** One whose own tables are damaged cannot be opened, and so not dropped: then it is struck from the list. */
    @Override
    public void drop(SqlSession session, String table) throws SQLException {
        if (!table.equals(BEGINNING)) {
            session.run("DROP TABLE IF EXISTS " + table);
            return;
        }
        try {
            session.run("DROP TABLE " + table);
        } catch (SQLException _) {
            session.run("PRAGMA writable_schema = ON");
            session.run("DELETE FROM sqlite_master WHERE name = '" + table + "'");
            session.run("PRAGMA writable_schema = RESET");
        }
    }

    @Override
    public boolean giveBack(SqlSession session) throws SQLException {
        var unused = number(session, "freelist_count");
        if (unused <= PAGES) return false;
        session.runThrough("PRAGMA incremental_vacuum(" + PAGES + ")");
        return number(session, "freelist_count") < unused;
    }

    @Override
    public long bytesOfLog(SqlSession session) throws SQLException {
        return bytes(session, "log");
    }

    @Override
    public long bytesOfIndex(SqlSession session) throws SQLException {
        return bytes(session, "main");
    }

    private static long bytes(SqlSession session, String file) throws SQLException {
        return number(session, file + ".page_size")
                * (number(session, file + ".page_count") - number(session, file + ".freelist_count"));
    }

    private static long number(SqlSession session, String pragma) throws SQLException {
        return session.first("PRAGMA " + pragma, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public String marks(String table) {
        return "CREATE TEMP TABLE " + table + " (mark BLOB PRIMARY KEY) WITHOUT ROWID";
    }

    /**
     * Deleting only some words of a row is nothing FTS5 speaks of, but without content and details its index is no more
     * than the rows of each word. It also counts rows, so that each time there has to be one insert for one delete.
     */
    @Override
    public void index(SqlSession session, long n, Collection<String> come, Collection<String> gone)
            throws SQLException {
        session.batch(COME, n, String.join(" ", come));
        session.batch(GONE, n, String.join(" ", gone));
    }

    @Override
    public String search() {
        return "SELECT rowid AS n FROM beginning WHERE beginning MATCH ? ORDER BY rowid DESC LIMIT ?";
    }

    /** They are letters and digits only, and quoted all the same: FTS5 has words of its own, such as {@code NEAR}. */
    @Override
    public String sought(Collection<String> beginnings) {
        return beginnings.stream().map(it -> '"' + it + '"').collect(Collectors.joining(" AND "));
    }

    private static SQLiteConfig config(int cache) {
        var config = new SQLiteConfig();
        config.setCacheSize(-cache);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
