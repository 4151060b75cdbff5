package sitrep.openclaw;

import static sitrep.openclaw.model.Script.script;
import static sitrep.openclaw.model.Turn.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.openclaw.meaning.AcpSessions;
import sitrep.connect.openclaw.state.KeptSessions;
import sitrep.json.Json;
import sitrep.openclaw.model.Script;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records anew one work of which two tell, a gateway and {@code sitrep acp} in front of the agent that it has do it:
 * {@code ./sitrep test -Dtest=JointRecording}. What the gateway told is in {@code target/joint/in.jsonl} then, and what
 * passed between it and the agent in {@code target/joint/acp.jsonl}.
 */
class JointRecording {
    private static final String ASKED = "Have the minutes written";
    private static final String STEP = "Edit minutes.md";
    private static final Pattern SESSION = Pattern.compile("agent:clerk:acp:[0-9a-f-]+");
    private static final Path RESULT = Path.of("target", "joint");

    @TempDir
    private Path folder;

    private static List<Script> scripts(Gates gates) {
        var task = "Write minutes.md taking 2 seconds, ask first, once " + gates.file("minutes");
        return List.of(script(
                ASKED,
                say("The clerk writes them.").spawnAcp("clerk", "clerk", task),
                say("The clerk is at it.").behind("handed-over"),
                say("The minutes are in minutes.md.")));
    }

    @Test
    void record() throws Exception {
        Files.createDirectories(RESULT);
        var frames = RESULT.resolve("in.jsonl");
        var acp = folder.resolve("acp.jsonl");
        Files.deleteIfExists(frames);
        try (var laboratory = new Laboratory(folder, Setup.BY_HAND, JointRecording::scripts, Duration.ofMillis(20));
                var board = new Watched(made("data"), new Kept("joint.md"), Map.of("office", laboratory.gateway))) {
            laboratory.warmUp();
            board.isConnected("openclaw@office");
            var clean = withoutThisMachine(laboratory.gateway);
            laboratory.gateway.putInFrontOfClerk(board.url(), made("outbox"), List.of(recorder(), acp.toString()));
            try (var recorder = new Recorder(laboratory.gateway, frames, clean)) {
                var task = begun(laboratory.operator, board);
                recorder.note(AcpSessions.KEPT, Json.read("{}"), kept(laboratory.gateway, task));
                laboratory.gates.open("handed-over");
                laboratory.gates.open("minutes");
                board.until(ASKED, it -> it.has("ended"));
            }
            Files.writeString(RESULT.resolve("acp.jsonl"), clean.apply(Files.readString(acp)));
        }
    }

    /** A gateway on a busy machine may not find the session that it opened itself; then a person asks again. */
    private static JsonNode begun(Operator operator, Watched board) {
        for (var again = 1; again <= 4; again++) {
            var before = board.count(ASKED);
            operator.chat("agent:main:minutes-" + again, ASKED);
            board.until(ASKED, _ -> board.count(ASKED) > before);
            var seen = board.until(ASKED, it -> it.toString().contains(STEP) || it.has("reported"))
                    .orElseThrow();
            if (seen.toString().contains(STEP)) return seen;
        }
        throw new AssertionError("the gateway finds no session of its own");
    }

    /** What is kept of it, as the connector puts it to the translation. */
    private static JsonNode kept(Gateway gateway, JsonNode task) {
        var session = SESSION.matcher(task.toString()).results().findFirst().orElseThrow();
        var rows = new KeptSessions(gateway.home().resolve(".openclaw/state/openclaw.sqlite"))
                .of(List.of(session.group()));
        var row = (ObjectNode) rows.getFirst();
        row.putArray("names").add("acp-" + row.path("id").asString(""));
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("sessions").add(row);
        return answer;
    }

    private static String recorder() {
        return Path.of("src", "test", "resources", "openclaw", "acp", "record.mjs")
                .toAbsolutePath()
                .toString();
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Takes out what tells of the machine and of the run: folders and ports. */
    private UnaryOperator<String> withoutThisMachine(Gateway gateway) {
        return text ->
                text.replace(folder.toString(), "/lab").replace("127.0.0.1:" + gateway.port(), "localhost:18789");
    }
}
