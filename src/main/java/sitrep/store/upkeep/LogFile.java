package sitrep.store.upkeep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.Link;
import sitrep.store.database.SqlSchema;
import sitrep.store.folder.DataFolder;

/** The log in a file. */
public final class LogFile implements LogChunks {
    private static final int BUSY_MILLIS = 10_000;
    private static final int AT_ONCE = 50;

    /** The chunk with a place in it, if that is still there, and those behind. */
    private static final String FROM = "SELECT seq, last, events, keys, link, bodies FROM chunk"
            + " WHERE seq >= coalesce((SELECT max(seq) FROM chunk WHERE seq <= ?1), 0) AND last >= ?1"
            + " ORDER BY seq LIMIT " + AT_ONCE;

    private static final String SCHEMA = "SELECT max(version) FROM schema_version";

    private final Path file;
    private final Connection connection;
    private final int schema;

    private LogFile(Path file, Connection connection, int schema) {
        this.file = file;
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * The log in a data folder.
     *
     * @throws StoreFailure if there is none that this Sitrep knows
     */
    public static LogFile in(Path folder) {
        var file = folder.resolve(DataFolder.DATABASE);
        if (!Files.exists(file)) {
            throw new StoreFailure("There is no " + DataFolder.DATABASE + " in " + folder
                    + ". Say with --data where the data folder is.");
        }
        return open(file);
    }

    /** @throws StoreFailure if it is no log that this Sitrep knows */
    static LogFile open(Path file) {
        if (!Files.isRegularFile(file)) throw new StoreFailure("There is no file " + file + ".");
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        try {
            var connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                return new LogFile(file, connection, known(file, schema(file, connection)));
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreFailure("The file " + file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    private static int schema(Path file, Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SCHEMA)) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException e) {
            throw new StoreFailure("The file " + file + " is not a log of Sitrep: " + e.getMessage() + ".", e);
        }
    }

    private static int known(Path file, int schema) {
        var newest = SqlSchema.newestOfLog();
        if (schema > newest) {
            throw new StoreFailure("The log in " + file + " has schema " + schema
                    + " and was written by a newer Sitrep; this one knows schemas up to " + newest + ".");
        }
        if (schema == 0) throw new StoreFailure("The file " + file + " is not a log of Sitrep: it has no schema.");
        return schema;
    }

    /** Whether it is as an older Sitrep kept it, which this one's server brings into its form when it starts. */
    boolean isOld() {
        return schema <= SqlSchema.BEFORE_CHUNKS;
    }

    /** @throws StoreFailure if it is as an older Sitrep kept it */
    public LogFile inThisForm() {
        if (!isOld()) return this;
        close();
        throw new StoreFailure("The log in " + file + " was written by an older Sitrep. Start this one's server on it"
                + " once, which brings it into its own form.");
    }

    /** What to make of one row of an answer. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reading<T> reading, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            var list = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) list.add(reading.of(rows));
            }
            return list;
        } catch (SQLException e) {
            throw new StoreFailure("The log in " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private long number(String sql) {
        return list(sql, row -> row.getLong(1)).getFirst();
    }

    /** How many events it has. */
    public long events() {
        return number(isOld() ? "SELECT count(*) FROM event" : "SELECT coalesce(sum(events), 0) FROM chunk");
    }

    @Override
    public long last() {
        return number(
                isOld()
                        ? "SELECT coalesce(max(seq), 0) FROM event"
                        : "SELECT coalesce(max(last), 0) FROM (SELECT last FROM chunk ORDER BY seq DESC LIMIT 1)");
    }

    @Override
    public List<Chunk> after(long place) {
        return list(FROM, LogFile::chunk, place + 1);
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
        connection.setAutoCommit(false);
    }

    /** What is wrong with the file itself, as SQLite sees it: every page of it is read. */
    List<String> faults() {
        return list("PRAGMA integrity_check(10)", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    /** Writes all of it, as it is now, into a file that is there and empty. */
    void copyInto(Path copy) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreFailure("The log in " + file + " was not closed properly: " + e.getMessage(), e);
        }
    }
}
