package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.connect.openclaw.line.GatewayMessage;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Recordings that are not as they should be: what cannot be used is counted, and the rest is played. */
class OddRecordingsTest {
    private static final Path STORIES = Path.of("src/test/resources/recorded/openclaw");

    @TempDir
    Path folder;

    /** What a recording came to: the last board, and what was passed over. */
    private record Played(List<String> board, Map<Translated.Skipped, Integer> skipped) {}

    private static List<String> story(String name) throws IOException {
        return Files.readAllLines(STORIES.resolve(name).resolve("in.jsonl"));
    }

    private Played play(List<String> lines) throws IOException {
        return play(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Played play(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("recording.jsonl"), bytes);
        var recording = GatewayRecording.read(RecordedLines.of(file), Set.of());
        var board = new ArrayList<String>();
        var skipped = RecordingReplay.play(
                recording.signals(),
                new Gateway("office", Optional.empty()),
                change -> {
                    board.clear();
                    change.tasks()
                            .forEach(task -> board.add(task.sitrep().name().value() + " "
                                    + task.sitrep().phase().value().word()));
                },
                _ -> {});
        recording.skipped().forEach(it -> skipped.merge(it, 1, Integer::sum));
        return new Played(board, skipped);
    }

    private static Map<Translated.Skipped, Integer> once(String what, String reason) {
        return Map.of(new Translated.Skipped(what, reason), 1);
    }

    @Test
    void nothingComesToNothing() throws IOException {
        assertEquals(new Played(List.of(), Map.of()), play(new byte[0]));
        assertEquals(new Played(List.of(), Map.of()), play("\n\r\n\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aLineThatIsCutOffCostsItself() throws IOException {
        var lines = new ArrayList<>(story("ask-user"));
        var whole = play(lines);
        lines.add(lines.getLast().substring(0, 40));
        var cut = play(lines);
        assertEquals(whole.board(), cut.board());
        assertEquals(once("line", "not a line of JSON of a usable length"), cut.skipped());
    }

    @Test
    void aLineOfTooGreatALengthIsNotKept() throws IOException {
        var lines = new ArrayList<>(story("answer"));
        var whole = play(lines);
        lines.add(3, "{\"t\":1,\"dir\":\"in\",\"frame\":\"" + "x".repeat(GatewayMessage.LONGEST + 10) + "\"}");
        var played = play(lines);
        assertEquals(whole.board(), played.board());
        assertEquals(once("line", "not a line of JSON of a usable length"), played.skipped());
    }

    @Test
    void lineEndsOfOtherSystemsAndBytesThatAreNoTextAreNoMatter() throws IOException {
        var lines = story("answer");
        var whole = play(lines);
        var text = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
        assertEquals(whole, play(text));
        var broken = new byte[text.length + 3];
        System.arraycopy(text, 0, broken, 0, text.length);
        broken[text.length] = '\n';
        broken[text.length + 1] = (byte) 0xc3;
        broken[text.length + 2] = (byte) 0x28;
        assertEquals(whole.board(), play(broken).board());
    }

    @Test
    void aClockThatIsSetBackCostsNothing() throws IOException {
        var lines = story("exec-fg");
        var whole = play(lines);
        var later = lines.subList(lines.size() / 2, lines.size()).stream().map(line -> moved(line, -3_600_000));
        var moved = new ArrayList<>(lines.subList(0, lines.size() / 2));
        moved.addAll(later.toList());
        var played = play(moved);
        assertEquals(whole.board(), played.board());
        assertEquals(once("time", "its clock was set back; what follows is taken as later"), played.skipped());
    }

    private static String moved(String line, long millis) {
        var node = (ObjectNode) Json.read(line);
        return node.put("t", node.path("t").asLong() + millis).toString();
    }

    @Test
    void aPauseOfYearsIsPassedOver() throws IOException {
        var lines = new ArrayList<>(story("answer"));
        lines.add(moved(lines.getLast(), 86_400_000L * 365 * 20));
        assertFalse(play(lines).board().isEmpty());
    }

    /** OpenClaw's own diagnosis calls that stalled after two minutes. */
    @Test
    void whoeverWaitsForAnAnswerForAnHourIsNeverCalledStalled() throws IOException {
        var lines = new ArrayList<String>();
        var asked = false;
        for (var line : story("ask-user")) {
            lines.add(asked ? moved(line, 3_600_000) : line);
            asked |= line.contains("session.tool") && line.contains("\"start\"") && line.contains("ask_user");
        }
        var file = Files.write(folder.resolve("hour.jsonl"), lines);
        var phases = new ArrayList<String>();
        var recording = GatewayRecording.read(RecordedLines.of(file), Set.of());
        RecordingReplay.play(
                recording.signals(),
                new Gateway("office", Optional.empty()),
                change -> change.tasks().stream()
                        .filter(task -> task.sitrep().name().value().contains("ask-user"))
                        .forEach(
                                task -> phases.add(task.sitrep().phase().value().word())),
                _ -> {});
        assertTrue(phases.contains("waiting_user"), phases.toString());
        assertFalse(phases.contains("stalled"), phases.toString());
        assertEquals("done", phases.getLast());
    }

    @Test
    void whatIsUnknownIsCountedByItsKind() throws IOException {
        var frame =
                "{\"t\":1795333718433,\"dir\":\"%s\",\"conn\":\"read\",\"frame\":{\"type\":\"event\",\"event\":\"%s\","
                        + "\"payload\":%s}}";
        var played = play(List.of(
                frame.formatted("sideways", "agent", "{}"),
                frame.formatted("in", "of.another.time", "{}"),
                frame.formatted("in", "agent", "[]"),
                frame.formatted("in", "task", "7"),
                "{\"dir\":\"in\"}",
                "[1,2]"));
        assertEquals(
                "agent: without run, session or data, event: of a name that is not known, "
                        + "line: of an unknown direction, line: without a time, line: without a time, "
                        + "task: without a row",
                played.skipped().entrySet().stream()
                        .flatMap(entry -> java.util.Collections.nCopies(entry.getValue(), entry.getKey()).stream())
                        .map(it -> it.what() + ": " + it.reason())
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void answersAloneTellWhatGoesOn() throws IOException {
        var lines = story("queue-lanes").stream()
                .filter(line -> line.contains("\"poll\""))
                .toList();
        assertFalse(play(lines).board().isEmpty());
    }

    /** In each frame one value is another than it should be: the translation takes it or counts it. */
    @ParameterizedTest
    @ValueSource(strings = {"ask-user", "approval", "cron", "spawn-fail", "acp-spawn", "exec-bg", "progress", "abort"})
    void oddValuesAreNoMistakeOfOurs(String story) throws IOException {
        var random = new Random(story.hashCode());
        for (var round = 0; round < 3; round++) {
            var lines = new ArrayList<String>();
            for (var line : story(story)) {
                var node = Json.read(line);
                spoil(node.path("frame"), random);
                lines.add(node.toString());
            }
            var mistakes = play(lines).skipped().keySet().stream()
                    .filter(it -> it.what().equals("translation"))
                    .toList();
            assertTrue(mistakes.isEmpty(), story + ", round " + round + ": " + mistakes);
        }
    }

    private static void spoil(JsonNode node, Random random) {
        if (!(node instanceof ObjectNode object) || object.isEmpty()) return;
        var names = List.copyOf(object.propertyNames());
        var name = names.get(random.nextInt(names.size()));
        var inner = object.path(name);
        if (inner instanceof ObjectNode && random.nextInt(8) > 0) spoil(inner, random);
        else object.set(name, odd(random));
    }

    private static JsonNode odd(Random random) {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.arrayNode().add("x").add(1);
            case 2 -> make.objectNode().put("text", "x");
            case 3 -> make.numberNode(-1);
            case 4 -> make.numberNode(Long.MAX_VALUE);
            case 5 -> make.stringNode("");
            case 6 -> make.stringNode("\u0000\u001b[31m\n");
            case 7 -> make.stringNode("y".repeat(5_000));
            default -> make.booleanNode(true);
        };
    }
}
