package sitrep.connect.openclaw.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The introductions that were recorded with a real gateway, 2026.9.6: for each case what was said and answered. */
record RecordedHandshake(String name, JsonNode challenge, JsonNode connect, JsonNode answer) {

    static List<RecordedHandshake> all() {
        try {
            var lines = Files.readAllLines(Path.of("src/test/resources/openclaw/handshakes.jsonl")).stream()
                    .map(Json::read)
                    .toList();
            return lines.stream()
                    .filter(line -> line.has("case"))
                    .map(line -> line.path("case").asString())
                    .map(name -> new RecordedHandshake(
                            name,
                            frame(lines, name, "event").path("payload"),
                            frame(lines, name, "req").path("params"),
                            frame(lines, name, "res")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordedHandshake of(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static JsonNode frame(List<JsonNode> lines, String name, String type) {
        return lines.stream()
                .filter(line -> line.path("conn").asString("").equals(name))
                .map(line -> line.path("frame"))
                .filter(frame -> frame.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The error, if it was refused. */
    Optional<JsonNode> error() {
        return answer.path("ok").asBoolean() ? Optional.empty() : Optional.of(answer.path("error"));
    }
}
