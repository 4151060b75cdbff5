package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;

/**
 * Recorded hooks of Claude Code in, golden events and boards out. Set {@code GOLDEN=write} to write them anew, and then
 * hold each board against its story.
 */
class ClaudeCodeStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/claude-code");
    private static final Dialect CLAUDE = new ClaudeCodeDialect();

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var hooks = hooks(story);
        var board = new ReplayBoard(hooks.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        HookReplay.play(
                hooks,
                CLAUDE,
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
    void nobodyIsSaidToGoRoundInCircles(String story) throws IOException {
        assertFalse(
                Files.readString(FOLDER.resolve(story).resolve("events.jsonl")).contains("looping"), story);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void hooksThatComeTwiceChangeNothing(String story) throws IOException {
        var hooks = hooks(story);
        var doubled = hooks.stream().flatMap(hook -> Stream.of(hook, hook)).toList();
        assertEquals(ends(hooks), ends(doubled));
    }

    /** Whatever the order in which they arrive within a few seconds, no task comes to another end. */
    @ParameterizedTest
    @MethodSource("stories")
    void hooksInAnyOrderComeToTheSameEnd(String story) throws IOException {
        var hooks = hooks(story);
        var expected = ends(hooks);
        for (var seed = 1; seed <= 40; seed++) {
            var got = ends(shuffled(hooks, new Random(seed)));
            assertEquals(expected.keySet(), got.keySet(), story + ", seed " + seed);
            for (var task : expected.keySet()) {
                assertTrue(
                        isNoneOrAs(expected.get(task), got.get(task)),
                        story + ", seed " + seed + ": " + got.get(task) + " instead of " + expected.get(task));
            }
        }
    }

    /** Less may be known, namely that nobody saw how it ended; never anything else. */
    private static boolean isNoneOrAs(String expected, String got) {
        return got.equals(expected) || got.endsWith(" lost");
    }

    /** Any of the hooks may be missing: what is known then may be less, and is not the contrary. */
    @ParameterizedTest
    @MethodSource("stories")
    void whoeverMissesAHookIsNotToldTheContrary(String story) throws IOException {
        var hooks = hooks(story);
        var expected = ends(hooks);
        for (var i = 0; i < hooks.size(); i++) {
            var name = hooks.get(i).message().name();
            var mark = hooks.get(i).message().mark();
            var rest = hooks.stream()
                    .filter(hook -> !hook.message().mark().equals(mark))
                    .toList();
            if (rest.isEmpty()) continue;
            var got = ends(rest);
            for (var task : got.keySet()) {
                var end = expected.get(task).replaceFirst(".* ", "");
                var less = got.get(task).replaceFirst(".* ", "");
                var contrary = !less.equals(end) && !less.equals("none") && !less.equals("lost");
                assertFalse(contrary, story + " without " + name + ": " + got.get(task));
            }
        }
    }

    /**
     * All hooks within the seconds in which some may overtake others, in any order; save that a session which is asked
     * something after it was left is one that goes on.
     */
    private static List<HookReplay.Hook> shuffled(List<HookReplay.Hook> hooks, Random random) {
        var messages = new ArrayList<>(hooks);
        Collections.shuffle(messages, random);
        var left = messages.stream().filter(hook -> is(hook, "SessionEnd")).toList();
        var asked =
                messages.stream().filter(hook -> is(hook, "UserPromptSubmit")).toList();
        for (var hook : left) {
            var last = asked.stream().mapToInt(messages::lastIndexOf).max().orElse(0);
            var at = messages.indexOf(hook);
            if (at < last) Collections.swap(messages, at, last);
        }
        var began = hooks.getFirst().at();
        return IntStream.range(0, messages.size())
                .mapToObj(i -> new HookReplay.Hook(
                        began.plusMillis(i * 5_000L / messages.size()),
                        messages.get(i).message()))
                .toList();
    }

    private static boolean is(HookReplay.Hook hook, String name) {
        return hook.message().name().equals(name);
    }

    private static Map<String, String> ends(List<HookReplay.Hook> hooks) {
        var last = new ArrayList<TaskDetail>();
        HookReplay.play(
                hooks,
                CLAUDE,
                change -> {
                    last.clear();
                    last.addAll(change.tasks());
                },
                _ -> {});
        return last.stream().collect(Collectors.toMap(task -> task.sitrep().id().text(), ClaudeCodeStoriesTest::end));
    }

    private static String end(TaskDetail task) {
        var outcome = task.sitrep().outcome().map(it -> it.value().word()).orElse("none");
        return task.sitrep().phase().value().word() + " " + outcome;
    }

    private static List<HookReplay.Hook> hooks(String story) throws IOException {
        var read = HookReplay.read(Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")), CLAUDE);
        assertEquals(Map.of(), read.skipped());
        return read.hooks();
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }
}
