package sitrep.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

/** SQLite in one file, with a write-ahead log that is synced at each commit. */
record Sqlite(Path file) implements SqlDialect {
    private static final String COME = "INSERT INTO beginning (rowid, letters) VALUES (?, ?)";
    private static final String GONE = "INSERT INTO beginning (beginning, rowid, letters) VALUES ('delete', ?, ?)";
    private static final int WRITER_CACHE_KIB = 16_000;
    private static final int READER_CACHE_KIB = 4_000;
    private static final int BUSY_MILLIS = 5_000;

    /** Pages of the write-ahead log after which it is carried over into the database: 16 MB. */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** What the write-ahead log is cut down to, should a long read once have made it grow. */
    private static final int WAL_BYTES = 64 << 20;

    @Override
    public String schema() {
        return "sqlite";
    }

    @Override
    public Connection writer() throws SQLException {
        var config = config(WRITER_CACHE_KIB);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(WAL_BYTES);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "" + CHECKPOINT_PAGES);
        var connection = config.createConnection(url());
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection reader() throws SQLException {
        var config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config.createConnection(url());
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

    private String url() {
        return "jdbc:sqlite:" + file;
    }
}
