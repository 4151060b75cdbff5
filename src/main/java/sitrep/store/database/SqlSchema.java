package sitrep.store.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.store.StoreFailure;

/** Brings a database to the newest schema by the numbered files it has not seen yet, each in one transaction. */
public final class SqlSchema {
    /** The schema before the log was kept in chunks, and in a file of its own. */
    public static final int BEFORE_CHUNKS = 5;

    /** Which schema files were seen. */
    private static final String SEEN = "schema_version";

    /** In which chunks tasks are does not depend on what becomes of the events: it stays, as long as it is whole. */
    private static final Set<String> PARTS = Set.of("name", "part", "parted");

    private static final Pattern MADE = Pattern.compile("CREATE (?:TABLE|INDEX|VIRTUAL TABLE) (\\w+)");

    public static final String LOG = "log";
    public static final String INDEX = "index";

    private SqlSchema() {}

    /**
     * Throws away the index, in whatever state it is, and makes it anew and empty. Whoever calls it commits.
     *
     * @param mayKeepParts whether in which chunks tasks are is of this log
     */
    public static void renew(SqlSession session, SqlDialect dialect, boolean mayKeepParts) throws SQLException {
        var tables = dialect.tables(session);
        var arePartsWhole = mayKeepParts && tables.containsAll(PARTS);
        var kept = new HashSet<>(arePartsWhole ? PARTS : Set.of());
        kept.add(SEEN);
        for (var table : tables) {
            if (!kept.contains(table)) dialect.drop(session, table);
        }
        for (var file : files(dialect, INDEX)) {
            for (var statement : statements(file.sql())) {
                var made = MADE.matcher(statement);
                if (!made.find() || !kept.contains(made.group(1))) session.run(statement);
            }
        }
    }

    /** The newest schema of the log that this Sitrep knows. */
    public static int newestOfLog() {
        return newestOfLog(new Sqlite(Path.of(""), Path.of("")));
    }

    /** The same in another database. */
    public static int newestOfLog(SqlDialect dialect) {
        return files(dialect, LOG).getLast().version();
    }

    /** Which schema a database has; 0 if it has none. */
    public static int version(SqlSession session) throws SQLException {
        session.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        return session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1))
                .orElse(0);
    }

    /** @param part of the database: {@link #LOG} or {@link #INDEX} */
    public static void migrate(SqlSession session, SqlDialect dialect, String part, String place) throws SQLException {
        var files = files(dialect, part);
        var version = version(session);
        var newest = files.getLast().version();
        if (version > newest) {
            throw new StoreFailure("The " + part + " in " + place + " has schema " + version
                    + " and was written by a newer Sitrep; this one knows schemas up to " + newest
                    + ". Start the newer one, or choose another place for the data.");
        }
        for (var file : files) {
            if (file.version() <= version) continue;
            for (var statement : statements(file.sql())) {
                session.run(statement);
            }
            session.change("INSERT INTO schema_version (version) VALUES (?)", file.version());
            session.commit();
        }
    }

    private static List<String> statements(String file) {
        return Arrays.stream(file.split(";\\s*\\n", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    /** The schema files of one part, from the first that there is. */
    private static List<SchemaFile> files(SqlDialect dialect, String part) {
        var files = new ArrayList<SchemaFile>();
        for (var version = 1; version <= BEFORE_CHUNKS + 1 || !files.isEmpty(); version++) {
            var file = file(String.format(Locale.ROOT, "/schema/%s/%s/%03d.sql", dialect.schema(), part, version));
            if (file.isEmpty() && !files.isEmpty()) break;
            if (file.isPresent()) files.add(new SchemaFile(version, file.get()));
        }
        return files;
    }

    private record SchemaFile(int version, String sql) {}

    private static Optional<String> file(String name) {
        try (var file = SqlSchema.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreFailure("The schema " + name + " cannot be read: " + e, e);
        }
    }
}
