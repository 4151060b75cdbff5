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
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;

/**
 * Recorded hooks of agents in, golden events and boards out. Set {@code GOLDEN=write} to write them anew, and then hold
 * each board against its story.
 */
class HookStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded");
    private static final int ORDERS = 40;
    private static final List<Dialect> DIALECTS =
            List.of(new GeminiDialect(), new CopilotDialect(), new CodexDialect());

    /** A recording of one agent. */
    record Story(Dialect dialect, Path folder) {
        List<HookReplay.Hook> hooks() throws IOException {
            var read = HookReplay.read(Files.readAllLines(folder.resolve("in.jsonl")), dialect);
            assertEquals(Map.of(), read.skipped());
            return read.hooks();
        }

        Map<String, String> ends(List<HookReplay.Hook> hooks) {
            var last = new ArrayList<TaskDetail>();
            HookReplay.play(
                    hooks,
                    dialect,
                    change -> {
                        last.clear();
                        last.addAll(change.tasks());
                    },
                    _ -> {});
            return last.stream()
                    .collect(Collectors.toMap(task -> task.sitrep().id().text(), HookStoriesTest::end));
        }

        void golden(String file, String text) throws IOException {
            var path = folder.resolve(file);
            if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(path, text);
            assertEquals(Files.readString(path), text);
        }

        @Override
        public String toString() {
            return dialect.agent() + " " + folder.getFileName();
        }
    }

    static List<Story> stories() throws IOException {
        var stories = new ArrayList<Story>();
        for (var dialect : DIALECTS) {
            try (Stream<Path> folders = Files.list(FOLDER.resolve(dialect.agent()))) {
                folders.sorted().forEach(folder -> stories.add(new Story(dialect, folder)));
            }
        }
        return stories;
    }

    private static String end(TaskDetail task) {
        var outcome = task.sitrep().outcome().map(it -> it.value().word()).orElse("none");
        return task.sitrep().phase().value().word() + " " + outcome;
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(Story story) throws IOException {
        var hooks = story.hooks();
        var board = new ReplayBoard(hooks.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        HookReplay.play(
                hooks,
                story.dialect(),
                change -> board.lines(change).forEach(line -> text.append(line).append('\n')),
                event -> events.append(new String(EventJson.encode(event), StandardCharsets.UTF_8))
                        .append('\n'));
        story.golden("board.txt", text.toString());
        story.golden("events.jsonl", events.toString());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStorySaysWhatHappened(Story story) throws IOException {
        var readme = Files.readString(story.folder().resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.contains("The board says:"), story.toString());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void hooksThatComeTwiceChangeNothing(Story story) throws IOException {
        var hooks = story.hooks();
        var doubled = hooks.stream().flatMap(hook -> Stream.of(hook, hook)).toList();
        assertEquals(story.ends(hooks), story.ends(doubled));
    }

    /** Whatever the order in which they arrive, no task comes to another end: they say themselves when they were. */
    @ParameterizedTest
    @MethodSource("stories")
    void hooksInAnyOrderComeToTheSameEnd(Story story) throws IOException {
        var hooks = story.hooks();
        var expected = story.ends(hooks);
        for (var seed = 1; seed <= ORDERS; seed++) {
            var got = story.ends(shuffled(story.dialect(), hooks, new Random(seed)));
            assertEquals(expected.keySet(), got.keySet(), story + ", seed " + seed);
            for (var task : expected.keySet()) {
                var isSame = got.get(task).equals(expected.get(task))
                        || got.get(task).endsWith(" lost");
                assertTrue(isSame, story + ", seed " + seed + ": " + got.get(task) + " not " + expected.get(task));
            }
        }
    }

    /**
     * Those that do not say when they were called come within a few seconds; and a session that is asked something
     * after it was left is one that goes on.
     */
    private static List<HookReplay.Hook> shuffled(Dialect dialect, List<HookReplay.Hook> hooks, Random random) {
        var all = new ArrayList<>(hooks);
        Collections.shuffle(all, random);
        if (dialect.tellsTime()) return all;
        var left = all.stream()
                .filter(hook -> hook.message().name().equals("SessionEnd"))
                .toList();
        all.removeAll(left);
        all.addAll(left);
        var began = hooks.getFirst().at();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new HookReplay.Hook(
                        began.plusMillis(i * 2_000L / all.size()), all.get(i).message()))
                .toList();
    }

    /** Any of the hooks may be missing: what is known then may be less, and is not the contrary. */
    @ParameterizedTest
    @MethodSource("stories")
    void whoeverMissesAHookIsNotToldTheContrary(Story story) throws IOException {
        var hooks = story.hooks();
        var expected = story.ends(hooks);
        for (var i = 0; i < hooks.size(); i++) {
            var rest = new ArrayList<>(hooks);
            rest.remove(i);
            if (rest.isEmpty()) continue;
            var got = story.ends(rest);
            for (var task : got.keySet()) {
                var end = expected.get(task).replaceFirst(".* ", "");
                var less = got.get(task).replaceFirst(".* ", "");
                var contrary = !less.equals(end) && !less.equals("none") && !less.equals("lost");
                assertFalse(
                        contrary, story + " without " + hooks.get(i).message().name() + ": " + got.get(task));
            }
        }
    }
}
