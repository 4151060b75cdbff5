package sitrep.connect.openclaw.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/** OpenClaw's database of its state as far as it is read, as 2026.9.6 lays it out, open as it is there. */
public record StateDatabase(Path file, Connection connection) implements AutoCloseable {

    public static StateDatabase open(Path folder, String journal) throws SQLException {
        var file = folder.resolve("openclaw.sqlite");
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = " + journal);
            statement.execute(
                    "CREATE TABLE acp_sessions (session_key TEXT PRIMARY KEY, mode TEXT, identity_json TEXT)");
        }
        return new StateDatabase(file, connection);
    }

    /** Writes the id that the agent gave a session. */
    public void identify(String session, String id, long at) throws SQLException {
        write(session, """
                {"state":"pending","acpxRecordId":"r","acpxSessionId":"%s","lastUpdatedAt":%d}""".formatted(id, at));
    }

    void write(String session, String identity) throws SQLException {
        var sql = "INSERT OR REPLACE INTO acp_sessions VALUES (?, 'oneshot', ?)";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, key(session));
            insert.setString(2, identity);
            insert.execute();
        }
    }

    private static String key(String session) {
        var text = "[\"" + session.split(":", -1)[1] + "\",\"" + session + "\"]";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return "@acp:v1:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
