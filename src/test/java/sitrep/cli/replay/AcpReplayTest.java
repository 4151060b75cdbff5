package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.json.Json;

/** A recorded pair comes to the same, whether it is told who said what, or that is inferred. */
class AcpReplayTest {
    private static List<String> recorded(String story) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/recorded/acp", story, "in.jsonl"));
    }

    private static List<Fact> played(List<String> lines) {
        var read = AcpReplay.read(lines);
        assertEquals(Map.of(), read.skipped());
        var facts = new ArrayList<Fact>();
        var shown = new ArrayList<RecordingReplay.Change>();
        AcpReplay.play(read.lines(), shown::add, (Event event) -> facts.add(event.fact()));
        assertFalse(shown.isEmpty());
        return facts.stream()
                .filter(fact -> fact instanceof Fact.RunBlocked
                        || fact instanceof Fact.RunUnblocked
                        || fact instanceof Fact.RunEnded
                        || fact instanceof Fact.TaskReported)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acpx-exec", "claude-permissions", "claude-subagent", "gemini-permissions"})
    void whoSaidWhatIsInferredFromMessagesAlone(String story) throws IOException {
        var lines = recorded(story);
        var bare = lines.stream()
                .map(Json::read)
                .filter(line -> line.has("frame"))
                .map(line -> Json.text(line.path("frame")))
                .toList();
        var whole = lines.stream().filter(line -> line.contains("\"frame\"")).toList();
        assertEquals(played(whole), played(bare));
    }

    @Test
    void whatIsNoMessageIsPassedOverAndCounted() {
        var read = AcpReplay.read(List.of("{\"t\":1}", "nonsense", "", "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}"));
        assertEquals(1, read.lines().size());
        assertEquals(Map.of("line (no message)", 2), read.skipped());
    }
}
