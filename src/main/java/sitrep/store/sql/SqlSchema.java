package sitrep.store.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.store.StoreFailure;

/** Brings a database to the newest schema by the numbered files it has not seen yet, each in one transaction. */
final class SqlSchema {
    /** What cannot be made anew: the log, what was taken out of it, and which files were seen. */
    private static final Set<String> KEPT = Set.of("event", "aside", "schema_version");

    private static final Pattern MADE = Pattern.compile("CREATE (?:TABLE|INDEX|VIRTUAL TABLE) (\\w+)");
    private static final String TABLES =
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    private static final String ALL = "SELECT name FROM sqlite_master WHERE type IN ('table', 'index')";

    private SqlSchema() {}

    private record Table(String name, boolean isVirtual) {}

    /**
     * Throws away all that is not the log, in whatever state it is, and makes it anew and empty. Whoever calls it
     * commits.
     */
    static void renew(SqlSession session, SqlDialect dialect) throws SQLException {
        var tables = session.list(TABLES, row -> new Table(row.getString(1), isVirtual(row.getString(2))));
        for (var table : tables) {
            if (table.isVirtual()) dropVirtual(session, table.name());
        }
        for (var table : tables) {
            if (!table.isVirtual() && !KEPT.contains(table.name())) session.run("DROP TABLE IF EXISTS " + table.name());
        }
        var there = new HashSet<>(session.list(ALL, row -> row.getString(1)));
        for (var file : files(dialect)) {
            for (var statement : statements(file)) {
                var made = MADE.matcher(statement);
                if (!made.find() || there.add(made.group(1))) session.run(statement);
            }
        }
    }

    private static boolean isVirtual(String sql) {
        return sql.startsWith("CREATE VIRTUAL");
    }

    /** One whose own tables are damaged cannot be opened, and so not dropped: then it is struck from the list. */
    private static void dropVirtual(SqlSession session, String name) throws SQLException {
        try {
            session.run("DROP TABLE " + name);
        } catch (SQLException _) {
            session.run("PRAGMA writable_schema = ON");
            session.run("DELETE FROM sqlite_master WHERE name = '" + name + "'");
            session.run("PRAGMA writable_schema = RESET");
        }
    }

    static void migrate(SqlSession session, SqlDialect dialect, String place) throws SQLException {
        var files = files(dialect);
        session.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        int version = session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1))
                .orElse(0);
        if (version > files.size()) {
            throw new StoreFailure("The database in " + place + " has schema " + version
                    + " and was written by a newer Sitrep; this one knows schemas up to " + files.size()
                    + ". Start the newer one, or choose another data folder.");
        }
        for (int next = version + 1; next <= files.size(); next++) {
            for (var statement : statements(files.get(next - 1))) {
                session.run(statement);
            }
            session.change("INSERT INTO schema_version (version) VALUES (?)", next);
            session.commit();
        }
    }

    private static List<String> statements(String file) {
        return Arrays.stream(file.split(";\\s*\\n", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static List<String> files(SqlDialect dialect) {
        var files = new ArrayList<String>();
        while (true) {
            var name = String.format(Locale.ROOT, "/schema/%s/%03d.sql", dialect.schema(), files.size() + 1);
            try (var file = SqlSchema.class.getResourceAsStream(name)) {
                if (file == null) return files;
                files.add(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new StoreFailure("The schema " + name + " cannot be read: " + e, e);
            }
        }
    }
}
