package sitrep.connect.openclaw.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import sitrep.connect.foreign.ForeignValue;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenClaw keeps of its sessions over ACP: by which id the agent knows each, as it was answered by
 * {@code session/new}. It is asked for the sessions that are named, and for no more of them than a few.
 *
 * @param file OpenClaw's database of its state
 */
public record KeptSessions(Path file) {
    /** Sessions asked for at once. */
    private static final int MOST = 50;

    /** Characters of what is kept of one. */
    private static final int LONGEST = 10_000;

    private static final String ROW = "SELECT mode, identity_json FROM acp_sessions WHERE session_key = ?";

    /** In front of a key that is written together with its agent. */
    private static final String WITH_AGENT = "@acp:v1:";

    /** Where a gateway says that it keeps what it knows of an agent, and of all that it does. */
    private static final Path OF_AGENT = Path.of("agent", "openclaw-agent.sqlite");

    private static final Path OF_ALL = Path.of("state", "openclaw.sqlite");

    /** Where a gateway on this machine keeps them, by what it says when it lets us in. */
    public static Optional<KeptSessions> of(JsonNode hello) {
        return hello.at("/snapshot/health/agents")
                .valueStream()
                .flatMap(agent -> folder(agent.at("/sessions/path").asString("")).stream())
                .findFirst()
                .map(folder -> new KeptSessions(folder.resolve(OF_ALL)));
    }

    /** Of {@code FOLDER/agents/NAME/agent/openclaw-agent.sqlite} the folder. */
    private static Optional<Path> folder(String told) {
        try {
            var path = Path.of(told);
            if (!path.isAbsolute() || path.getNameCount() < 5 || !path.endsWith(OF_AGENT)) return Optional.empty();
            var agents = path.subpath(0, path.getNameCount() - 3);
            if (!agents.endsWith("agents")) return Optional.empty();
            return Optional.of(path.resolve("../../../..").normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /**
     * What is kept of these sessions, each as {@code {"key", "mode", "id", "at"}}; nothing while OpenClaw does not have
     * its database open, or if it is not of the kind that we know. A reader holds nobody up there: where it would, for
     * nothing is written ahead, it is not opened.
     */
    public List<JsonNode> of(List<String> sessions) {
        if (!Files.isRegularFile(file) || !Files.isRegularFile(Path.of(file + "-shm"))) return List.of();
        var rows = new ArrayList<JsonNode>();
        try (var connection = open();
                var row = connection.prepareStatement(ROW)) {
            for (var session : sessions.subList(0, Math.min(MOST, sessions.size()))) {
                row(row, session).ifPresent(rows::add);
            }
        } catch (SQLException _) {
            return List.of();
        }
        return rows;
    }

    private Connection open() throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(0);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static Optional<ObjectNode> row(PreparedStatement row, String session) throws SQLException {
        for (var key : List.of(withAgent(session), session)) {
            row.setString(1, key);
            try (var found = row.executeQuery()) {
                if (!found.next()) continue;
                var mode = Optional.ofNullable(found.getString(1)).orElse("");
                var identity = Optional.ofNullable(found.getString(2)).orElse("");
                return row(session, mode, identity);
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectNode> row(String session, String mode, String identity) {
        if (identity.isEmpty() || identity.length() > LONGEST) return Optional.empty();
        try {
            var said = Json.read(identity);
            var id = ForeignValue.text(said, "acpxSessionId");
            if (id.isBlank()) return Optional.empty();
            var at = said.path("lastUpdatedAt").asLong(0);
            return Optional.of(JsonNodeFactory.instance
                    .objectNode()
                    .put("key", session)
                    .put("mode", mode)
                    .put("id", ForeignValue.id(id))
                    .put("at", at));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    /** As {@code agent:scribe:acp:…} is written there, with its agent in front. */
    private static String withAgent(String session) {
        var parts = session.split(":", 3);
        var agent = parts.length > 2 ? parts[1] : "";
        var both = JsonNodeFactory.instance.arrayNode().add(agent).add(session);
        var text = both.toString().getBytes(StandardCharsets.UTF_8);
        return WITH_AGENT + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
