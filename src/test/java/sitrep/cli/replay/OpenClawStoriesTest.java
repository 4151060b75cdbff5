package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Recordings of real gateways in, golden events and boards out. Set {@code GOLDEN=write} to write them anew, and then
 * hold each board against its story.
 */
class OpenClawStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/openclaw");
    private static final Gateway OFFICE = new Gateway("office", Optional.of("http://127.0.0.1:18789"));

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var signals = signals(story, Set.of());
        var board = new ReplayBoard(signals.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        var skipped = RecordingReplay.play(
                signals,
                OFFICE,
                change -> board.lines(change).forEach(line -> text.append(line).append('\n')),
                event -> events.append(new String(EventJson.encode(event), StandardCharsets.UTF_8))
                        .append('\n'));
        assertEquals(Map.of(), skipped);
        golden(story, "board.txt", text.toString());
        golden(story, "events.jsonl", events.toString());
    }

    /** Nothing of what was recorded goes round in circles, whatever was tried twice in it. */
    @ParameterizedTest
    @MethodSource("stories")
    void nobodyIsSaidToGoRoundInCircles(String story) throws IOException {
        var events = Files.readString(FOLDER.resolve(story).resolve("events.jsonl"));
        assertFalse(events.contains("looping"), story);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStorySaysWhatHappened(String story) throws IOException {
        var readme = Files.readString(FOLDER.resolve(story).resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.length() > 80, story);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void framesThatComeTwiceChangeNothing(String story) throws IOException {
        var signals = signals(story, Set.of());
        var doubled = signals.stream()
                .flatMap(signal -> signal instanceof Signal.Frame ? Stream.of(signal, signal) : Stream.of(signal))
                .toList();
        assertEquals(ends(signals), ends(doubled));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void framesThatOvertakeOneAnotherComeToTheSame(String story) throws IOException {
        var signals = signals(story, Set.of());
        var expected = ends(signals);
        for (var seed = 1; seed <= 3; seed++) {
            assertEquals(expected, ends(shuffled(signals, new Random(seed))), story + ", seed " + seed);
        }
    }

    /** Swaps frames that came within a twentieth of a second and are about different runs. */
    private static List<Signal> shuffled(List<Signal> signals, Random random) {
        var next = new ArrayList<>(signals);
        for (var i = 0; i + 1 < next.size(); i++) {
            var one = next.get(i);
            var other = next.get(i + 1);
            var close = Duration.between(one.at(), other.at()).toMillis() < 50;
            if (close && random.nextBoolean() && !run(one).equals(run(other)) && !run(one).isEmpty()) {
                next.set(i, at(other, one));
                next.set(i + 1, at(one, other));
                i++;
            }
        }
        return next;
    }

    private static Signal at(Signal signal, Signal when) {
        return signal instanceof Signal.Frame frame ? new Signal.Frame(when.at(), frame.frame()) : signal;
    }

    private static String run(Signal signal) {
        return signal instanceof Signal.Frame frame
                ? frame.frame().path("payload").path("runId").asString("")
                : "";
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverLosesContactLearnsTheEndsWhenItIsBack(String story) throws IOException {
        var signals = signals(story, Set.of());
        var expected = ends(signals);
        var step = Math.max(1, signals.size() / 12);
        for (var cut = step; cut < signals.size(); cut += step) {
            var seen = new ArrayList<>(signals.subList(0, cut));
            seen.addAll(reconciled(signals));
            var known = ends(signals.subList(0, cut)).keySet();
            var got = ends(seen);
            for (var task : known) {
                if (!isOver(expected.getOrDefault(task, "none"))) continue;
                assertTrue(
                        isOver(got.getOrDefault(task, "none")),
                        story + " cut at " + cut + ": " + task + " is " + got.getOrDefault(task, "none"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverJoinsLateAgreesOnWhatItSaw(String story) throws IOException {
        var signals = signals(story, Set.of());
        var expected = ends(signals);
        var step = Math.max(1, signals.size() / 8);
        for (var from = step; from < signals.size() / 2; from += step) {
            var late = signals.subList(from, signals.size());
            var got = ends(late);
            for (var task : got.keySet()) {
                var end = expected.getOrDefault(task, "none");
                if (isOver(end))
                    assertTrue(isOver(got.getOrDefault(task, "none")), story + " from " + from + ": " + got);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverJoinsLateLearnsOfAllThatGoesOn(String story) throws IOException {
        var signals = signals(story, Set.of());
        var expected = ends(signals);
        var step = Math.max(1, signals.size() / 12);
        for (var from = step; from < signals.size(); from += step) {
            var before = signals.subList(0, from);
            var got = ends(Late.joins(before, signals.subList(from, signals.size())));
            for (var task : liveAfter(before)) {
                if (!Late.wasAsked(before, task)) continue;
                assertEquals(expected.get(task), got.get(task), story + " from " + from + ": " + task + " of " + got);
            }
        }
    }

    /** The tasks that go on after these signals. */
    private static List<String> liveAfter(List<Signal> signals) {
        var last = new ArrayList<TaskDetail>();
        var end = signals.getLast().at();
        RecordingReplay.play(
                signals,
                OFFICE,
                change -> {
                    if (change.at().isAfter(end)) return;
                    last.clear();
                    last.addAll(change.tasks());
                },
                _ -> {});
        return last.stream()
                .filter(task -> task.sitrep().outcome().isEmpty())
                .map(task -> task.sitrep().id().text())
                .toList();
    }

    private static boolean isOver(String end) {
        return !end.equals("none");
    }

    /** Contact is lost and made again, and then the gateway is asked how things stand, twice. */
    private static List<Signal> reconciled(List<Signal> signals) {
        var last = signals.getLast().at().plusSeconds(60);
        var back = new ArrayList<Signal>();
        back.add(new Signal.Disconnected(last, "closed with 1006"));
        back.add(new Signal.Connected(last.plusSeconds(2), boot(signals), "2026.9.6", Set.of("operator.read")));
        for (var i = 0; i < 2; i++) {
            var at = last.plusSeconds(3 + 20L * i);
            back.add(new Signal.Answer(at, "tasks.list", Json.read("{}"), rows(signals)));
            back.add(new Signal.Answer(at, "sessions.list", Json.read("{}"), sessions(signals)));
        }
        back.add(new Signal.Tick(last.plusSeconds(60)));
        return back;
    }

    private static String boot(List<Signal> signals) {
        return signals.stream()
                .flatMap(signal -> signal instanceof Signal.Connected connected ? Stream.of(connected.boot()) : null)
                .reduce("", (_, newer) -> newer);
    }

    /** The newest row of each task of the ledger. */
    private static JsonNode rows(List<Signal> signals) {
        var rows = new HashMap<String, JsonNode>();
        for (var signal : signals) {
            if (signal instanceof Signal.Answer(var _, var _, var _, var answer)) {
                answer.path("tasks").forEach(row -> rows.put(row.path("id").asString(""), row));
            } else if (signal instanceof Signal.Frame(var _, var frame)) {
                var row = frame.path("payload").path("task");
                if (row.isObject()) rows.put(row.path("id").asString(""), row);
            }
        }
        var list = JsonNodeFactory.instance.objectNode();
        rows.values().forEach(list.putArray("tasks")::add);
        return list;
    }

    /** The newest row of each session. */
    private static JsonNode sessions(List<Signal> signals) {
        var rows = new HashMap<String, JsonNode>();
        payloads(signals, "sessions.changed").forEach(it -> {
            var row = it.path("session").deepCopy();
            if (row instanceof tools.jackson.databind.node.ObjectNode node) {
                node.put("key", it.path("sessionKey").asString(""));
                node.put(
                        "hasActiveRun",
                        it.path("session").path("status").asString("").equals("running"));
                rows.put(it.path("sessionKey").asString(""), node);
            }
        });
        var list = JsonNodeFactory.instance.objectNode();
        rows.values().forEach(list.putArray("sessions")::add);
        return list;
    }

    private static Stream<JsonNode> payloads(List<Signal> signals, String event) {
        return signals.stream()
                .filter(signal -> signal instanceof Signal.Frame)
                .map(signal -> ((Signal.Frame) signal).frame())
                .filter(frame -> frame.path("event").asString("").equals(event))
                .map(frame -> frame.path("payload"));
    }

    @Test
    void withTheScopesForThemQuestionsAndApprovalsAreTheSameBlocks() throws IOException {
        for (var story : List.of("ask-user", "approval")) {
            var plain = blocks(signals(story, Set.of()));
            assertFalse(plain.isEmpty());
            assertEquals(plain, blocks(signals(story, Set.of("approvals", "questions"))), story);
        }
    }

    private static Set<String> blocks(List<Signal> signals) {
        var blocks = new java.util.LinkedHashSet<String>();
        RecordingReplay.play(
                signals,
                OFFICE,
                change -> change.tasks().stream()
                        .flatMap(task -> task.sitrep().block().stream())
                        .filter(block -> block.value().reason().needsHuman())
                        .forEach(block -> blocks.add(
                                block.value().id() + " " + block.value().text().orElse(""))),
                _ -> {});
        return blocks;
    }

    private static Map<String, String> ends(List<Signal> signals) {
        var last = new ArrayList<TaskDetail>();
        RecordingReplay.play(
                signals,
                OFFICE,
                change -> {
                    last.clear();
                    last.addAll(change.tasks());
                },
                _ -> {});
        return last.stream()
                .collect(Collectors.toMap(
                        task -> task.sitrep().id().text(),
                        task -> task.sitrep()
                                .outcome()
                                .map(it -> it.value().word())
                                .orElse("none")));
    }

    private static List<Signal> signals(String story, Set<String> scopes) throws IOException {
        var recording =
                GatewayRecording.read(Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")), scopes);
        assertEquals(List.of(), recording.skipped());
        return recording.signals();
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }
}
