package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.codex.AppServerFacts;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;

/**
 * What was recorded between Codex's app-server and its client in, golden events and boards out. Set
 * {@code GOLDEN=write} to write them anew, and then hold each board against its story.
 */
class AppServerStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/codex-app-server");

    /** What hooks say of the session of the story {@code approval}. */
    private static final String HOOKS = hooks("""
            {"t":1795905399440,"payload":{"hook_event_name":"UserPromptSubmit","prompt":"Write outside",OF}}
            {"t":1795905399640,"payload":{"hook_event_name":"PreToolUse","tool_name":"exec_command",CALL,OF}}
            {"t":1795905399650,"payload":{"hook_event_name":"PermissionRequest","tool_name":"exec_command",CALL,OF}}
            {"t":1795905401240,"payload":{"hook_event_name":"PostToolUse","tool_name":"exec_command",CALL,OF}}
            {"t":1795905401310,"payload":{"hook_event_name":"Stop","last_assistant_message":"Done.",OF}}
            """);

    private static String hooks(String text) {
        var call = "\"tool_use_id\":\"call_bzffrtf9sl\",\"tool_input\":{\"cmd\":\"touch /lab/outside.txt\"}";
        var session = "\"session_id\":\"01a2244d-a96c-7752-ad13-a8df59c3cec6\","
                + "\"turn_id\":\"01a2244d-a9fc-75b2-a436-880d3e0fe9cf\",\"cwd\":\"~/proj\"";
        return text.replace("CALL", call).replace("OF", session);
    }

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static List<AppServerReplay.Line> lines(String story) throws IOException {
        var read = AppServerReplay.read(Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")));
        assertEquals(Map.of(), read.skipped());
        return read.lines();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var readme = Files.readString(FOLDER.resolve(story).resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.contains("The board says:"), story);
        var lines = lines(story);
        var board = new ReplayBoard(lines.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        AppServerReplay.play(
                lines,
                change -> board.lines(change).forEach(line -> text.append(line).append('\n')),
                event -> events.append(new String(EventJson.encode(event), StandardCharsets.UTF_8))
                        .append('\n'));
        golden(story, "board.txt", text.toString());
        golden(story, "events.jsonl", events.toString());
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getProperty("golden", System.getenv("GOLDEN")))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }

    /** Whoever lost sight of a part sees no more than whoever saw all, and nothing that was not so. */
    @ParameterizedTest
    @MethodSource("stories")
    void whoeverLosesSightSaysNothingWrong(String story) throws IOException {
        var lines = lines(story);
        var expected = outcomes(lines, lines.size());
        for (var from = 1; from < lines.size(); from += 2) {
            for (var end : outcomes(lines, from)) {
                assertTrue(expected.contains(end) || end.endsWith(" lost"), story + " from " + from + ": " + end);
            }
        }
    }

    /** How each task ends of which three messages were not seen. */
    private static List<String> outcomes(List<AppServerReplay.Line> lines, int unseen) {
        var facts = new AppServerFacts("office", Optional.empty(), Around.NONE);
        var last = new ArrayList<TaskDetail>();
        var board = new ReplayedBoard(change -> keep(last, change), _ -> {});
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (i == unseen) board.take(facts.missed(1_000, line.at()), line.at());
            if (i >= unseen && i < unseen + 3 && line.end().isEmpty()) continue;
            var told = line.end()
                    .map(end -> facts.ended(end, line.at()))
                    .orElseGet(() -> facts.heard(line.side(), line.frame(), line.at()));
            board.take(told, line.at());
        }
        return last.stream().map(AppServerStoriesTest::end).toList();
    }

    private static void keep(List<TaskDetail> last, RecordingReplay.Change change) {
        last.clear();
        last.addAll(change.tasks());
    }

    private static String end(TaskDetail task) {
        var outcome = task.sitrep().outcome().map(it -> it.value().word()).orElse("none");
        return task.sitrep().phase().value().word() + " " + outcome;
    }

    /** Hooks of the same session, a little earlier or later than what the tee hears: one task, one run, one end. */
    @Test
    void hooksOfTheSameSessionTellTheSameStory() throws IOException {
        var lines = lines("approval");
        var dialect = new CodexDialect();
        var told = HookReplay.read(HOOKS.lines().toList(), dialect).hooks();
        assertEquals(5, told.size());
        for (var seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            var facts = new AppServerFacts("office", Optional.empty(), Around.NONE);
            var desk = new HookFacts(dialect, "codex@office", Recollection.NONE);
            var last = new ArrayList<TaskDetail>();
            var board = new ReplayedBoard(change -> keep(last, change), _ -> {});
            var next = 0;
            for (var line : lines) {
                var until = line.at().plusMillis(random.nextInt(80) - 40);
                while (next < told.size() && told.get(next).at().isBefore(until)) {
                    var hook = told.get(next++);
                    board.take(desk.next(hook.message(), hook.at(), line.at()), line.at());
                }
                if (line.end().isPresent()) continue;
                board.take(facts.heard(line.side(), line.frame(), line.at()), line.at());
            }
            assertEquals(
                    List.of("done succeeded"),
                    last.stream().map(AppServerStoriesTest::end).toList(),
                    "" + seed);
            assertEquals(1, last.getFirst().runs().size(), "seed " + seed);
        }
    }
}
