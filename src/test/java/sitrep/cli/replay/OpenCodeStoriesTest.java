package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;
import tools.jackson.databind.JsonNode;

/**
 * What a real OpenCode server told in, golden events and boards out. Set {@code GOLDEN=write} to write them anew, and
 * then hold each board against its story.
 */
class OpenCodeStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/opencode");
    private static final int ORDERS = 30;

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var frames = frames(story);
        var board = new ReplayBoard(frames.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        OpenCodeReplay.play(
                frames,
                change -> board.lines(change).forEach(line -> text.append(line).append('\n')),
                event -> events.append(new String(EventJson.encode(event), StandardCharsets.UTF_8))
                        .append('\n'));
        golden(story, "board.txt", text.toString());
        golden(story, "events.jsonl", events.toString());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStorySaysWhatHappened(String story) throws IOException {
        var readme = Files.readString(FOLDER.resolve(story).resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.contains("The board says:"), story);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatIsToldTwiceChangesNothing(String story) throws IOException {
        var frames = frames(story);
        var doubled = frames.stream().flatMap(frame -> Stream.of(frame, frame)).toList();
        assertEquals(ends(frames), ends(doubled));
        var again = new ArrayList<>(frames);
        var last = frames.getLast().at();
        frames.forEach(frame -> again.add(new OpenCodeReplay.Frame(last, frame.frame())));
        assertEquals(ends(frames), ends(again));
    }

    /** What a session does comes in order; how that of several is mixed changes nothing. */
    @ParameterizedTest
    @MethodSource("stories")
    void howSessionsAreMixedChangesNothing(String story) throws IOException {
        var frames = frames(story);
        var expected = ends(frames);
        for (var seed = 1; seed <= ORDERS; seed++) assertEquals(expected, ends(mixed(frames, new Random(seed))));
    }

    /** Beside what is told there is what is asked for, which may be newer, or all there is after a gap. */
    @ParameterizedTest
    @MethodSource("stories")
    void whatIsReadBesidesFitsWhatIsTold(String story) throws IOException {
        var frames = frames(story);
        var expected = ends(frames);
        for (var i = 1; i < frames.size(); i++) {
            var at = frames.get(i).at();
            var read = state(frames).stream()
                    .map(frame -> new OpenCodeReplay.Frame(at, frame))
                    .toList();
            var newer = new ArrayList<>(frames.subList(0, i));
            newer.addAll(read);
            newer.addAll(frames.subList(i, frames.size()));
            assertEquals(
                    expected,
                    ends(newer),
                    story + ", read before " + frames.get(i).frame());
            var alone = new ArrayList<>(frames.subList(0, i));
            alone.addAll(read);
            var got = ends(alone);
            for (var task : got.keySet()) assertLess(expected, got, task, story + ", read after " + i);
        }
    }

    /** What a server has of its sessions in the end: what they are, and their messages. */
    private static List<JsonNode> state(List<OpenCodeReplay.Frame> frames) {
        var last = new LinkedHashMap<String, JsonNode>();
        for (var frame : frames) {
            var inner = frame.frame().path("payload").isObject() ? frame.frame().path("payload") : frame.frame();
            var properties = inner.path("properties");
            switch (inner.path("type").asString("")) {
                case "session.created", "session.updated" ->
                    last.put(properties.path("info").path("id").asString(""), frame.frame());
                case "message.updated" ->
                    last.put(properties.path("info").path("id").asString(""), frame.frame());
                case "message.part.updated" ->
                    last.put(properties.path("part").path("id").asString(""), frame.frame());
                default -> {}
            }
        }
        return List.copyOf(last.values());
    }

    private static void assertLess(Map<String, String> expected, Map<String, String> got, String task, String when) {
        var end = expected.getOrDefault(task, "none").replaceFirst(".* ", "");
        var less = got.getOrDefault(task, "none").replaceFirst(".* ", "");
        var contrary = !less.equals(end) && !less.equals("none") && !less.equals("lost");
        assertFalse(contrary, when + ": " + task + " " + got.get(task) + " instead of " + expected.get(task));
    }

    /** Any of it may be missing: what is known then may be less, and is not the contrary. */
    @ParameterizedTest
    @MethodSource("stories")
    void whoeverMissesSomethingIsNotToldTheContrary(String story) throws IOException {
        var frames = frames(story);
        var expected = ends(frames);
        for (var i = 0; i < frames.size(); i++) {
            var rest = new ArrayList<>(frames);
            rest.remove(i);
            var got = ends(rest);
            var without = story + " without " + frames.get(i).frame();
            for (var task : got.keySet()) assertLess(expected, got, task, without);
        }
    }

    /** The frames of each session in their order, and those of all anyhow. */
    private static List<OpenCodeReplay.Frame> mixed(List<OpenCodeReplay.Frame> frames, Random random) {
        var bySession = new LinkedHashMap<String, ArrayDeque<JsonNode>>();
        for (var frame : frames) {
            var name = frame.frame().findValue("sessionID");
            var session = name == null ? "" : name.asString();
            bySession.computeIfAbsent(session, _ -> new ArrayDeque<>()).add(frame.frame());
        }
        var mixed = new ArrayList<OpenCodeReplay.Frame>();
        for (var frame : frames) {
            var names = List.copyOf(bySession.keySet());
            var name = names.get(random.nextInt(names.size()));
            var queue = bySession.get(name);
            if (queue == null) continue;
            mixed.add(new OpenCodeReplay.Frame(frame.at(), queue.removeFirst()));
            if (queue.isEmpty()) bySession.remove(name);
        }
        return mixed;
    }

    private static Map<String, String> ends(List<OpenCodeReplay.Frame> frames) {
        var last = new ArrayList<TaskDetail>();
        OpenCodeReplay.play(
                frames,
                change -> {
                    last.clear();
                    last.addAll(change.tasks());
                },
                _ -> {});
        return last.stream().collect(Collectors.toMap(task -> task.sitrep().id().text(), OpenCodeStoriesTest::end));
    }

    private static String end(TaskDetail task) {
        var outcome = task.sitrep().outcome().map(it -> it.value().word()).orElse("none");
        return task.sitrep().phase().value().word() + " " + outcome;
    }

    private static List<OpenCodeReplay.Frame> frames(String story) throws IOException {
        var read = OpenCodeReplay.read(Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")));
        assertEquals(Map.of(), read.skipped());
        return read.frames();
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }
}
