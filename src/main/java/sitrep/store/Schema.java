package sitrep.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Brings a database to the newest schema by the numbered files it has not seen yet, each in one transaction. */
final class Schema {
    private Schema() {}

    static void migrate(Session session, Dialect dialect, String place) throws SQLException {
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
            for (var statement : files.get(next - 1).split(";\\s*\\n", -1)) {
                if (!statement.isBlank()) session.run(statement);
            }
            session.change("INSERT INTO schema_version (version) VALUES (?)", next);
            session.commit();
        }
    }

    private static List<String> files(Dialect dialect) {
        var files = new ArrayList<String>();
        while (true) {
            var name = String.format(Locale.ROOT, "/schema/%s/%03d.sql", dialect.schema(), files.size() + 1);
            try (var file = Schema.class.getResourceAsStream(name)) {
                if (file == null) return files;
                files.add(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new StoreFailure("The schema " + name + " cannot be read: " + e, e);
            }
        }
    }
}
