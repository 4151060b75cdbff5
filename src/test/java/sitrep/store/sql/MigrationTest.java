package sitrep.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.json.EventJson;
import sitrep.store.EventLog;
import sitrep.store.Samples;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskQuery;

/** A database of an older Sitrep is brought up to date: its log is kept, and its index is to be made anew from that. */
class MigrationTest {

    @TempDir
    Path folder;

    @Test
    void aDatabaseOfTheFirstSchemaKeepsItsLogAndAsksForANewIndex() throws IOException, SQLException {
        var event = Samples.event("ci", "e1", "build");
        try (var old = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sitrep.db"))) {
            run(old, "CREATE TABLE schema_version (version INTEGER NOT NULL)");
            for (var statement : schema("001").split(";\\s*\\n", -1)) {
                if (!statement.isBlank()) run(old, statement);
            }
            run(old, "INSERT INTO schema_version (version) VALUES (1)");
            run(old, "INSERT INTO mark (one, seq, version) VALUES (1, 1, 1)");
            try (var insert =
                    old.prepareStatement("INSERT INTO event (seq, source, id, task, body) VALUES (1, ?, ?, ?, ?)")) {
                insert.setString(1, "ci");
                insert.setString(2, "e1");
                insert.setString(3, "build");
                insert.setBytes(4, EventJson.encode(event));
                insert.executeUpdate();
            }
        }
        try (var store = SqlStore.open(folder, Samples.codec())) {
            assertEquals(List.of(new EventLog.Entry(1, event)), store.after(0, 10));
            assertEquals(new Mark(0, 0), store.mark());
            store.put(List.of(Samples.row("build", Samples.WORKING, 0)), new Mark(1, 1));
            assertEquals(1, store.page(TaskQuery.top(10)).size());
        }
        try (var store = SqlStore.open(folder, Samples.codec())) {
            assertEquals(new Mark(1, 1), store.mark(), "it is made anew only once");
        }
    }

    private static String schema(String number) throws IOException {
        return Files.readString(
                Path.of("src/test/resources/schema-before-chunks/" + number + ".sql"), StandardCharsets.UTF_8);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
