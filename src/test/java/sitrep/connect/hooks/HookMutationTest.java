package sitrep.connect.hooks;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.ClaudeCodeSessions;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Recorded hooks, broken by chance: whatever an agent says, it is taken for what it is worth and breaks nothing.
 * {@code -Dsitrep.mutations=1000000} breaks that many, {@code -Dsitrep.seed} the same ones again.
 */
class HookMutationTest {
    private static final int USUAL = 20_000;
    private static final List<Dialect> DIALECTS =
            List.of(new GeminiDialect(), new CopilotDialect(), new CodexDialect());

    /** A session's hooks are forgotten after so many, so that each sort of memory is met. */
    private static final int PER_MEMORY = 2_000;

    private static final Path FOLDER = Path.of("src/test/resources/recorded/claude-code");

    @Test
    void nothingThatAnAgentSaysBreaksTheTranslation() throws IOException {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var lines = recorded(FOLDER);
        var claude = new ClaudeCodeDialect();
        var facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var told = 0L;
        for (var i = 0; i < count; i++) {
            if (i % PER_MEMORY == 0) facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);
            now = now.plusMillis(random.nextInt(3_000));
            var broken = BrokenJson.of(lines.get(random.nextInt(lines.size())), random);
            try {
                told += heard(facts, claude, broken, now);
            } catch (RuntimeException e) {
                fail("mutation " + i + " with -Dsitrep.seed=" + seed + ": " + broken, e);
            }
        }
        assertTrue(told > count / 10, "of " + count + " broken hooks only " + told + " events followed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "copilot", "codex"})
    void nothingThatAnotherSaysBreaksItEither(String agent) throws IOException {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var lines = recorded(FOLDER.resolveSibling(agent));
        var dialect = DIALECTS.stream()
                .filter(each -> each.agent().equals(agent))
                .findFirst()
                .orElseThrow();
        var facts = new HookFacts(dialect, agent + "@office", Recollection.NONE);
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var told = 0L;
        for (var i = 0; i < count; i++) {
            if (i % PER_MEMORY == 0) facts = new HookFacts(dialect, agent + "@office", Recollection.NONE);
            now = now.plusMillis(random.nextInt(3_000));
            var broken = BrokenJson.of(lines.get(random.nextInt(lines.size())), random);
            try {
                var message = dialect.read(broken, now);
                if (message.isEmpty()) continue;
                var at = facts.timeOf(message.get(), now);
                var events = facts.next(message.get(), dialect.calledAt(broken).orElse(at), now);
                events.forEach(HookMutationTest::clean);
                told += events.size();
            } catch (RuntimeException e) {
                fail("mutation " + i + " with -Dsitrep.seed=" + seed + ": " + broken, e);
            }
        }
        assertTrue(told > count / 10, "of " + count + " broken hooks only " + told + " events followed");
    }

    private static long heard(HookFacts facts, ClaudeCodeDialect claude, JsonNode broken, Instant now) {
        var message = broken.has("statusUpdatedAt")
                ? ClaudeCodeSessions.read(broken).map(ClaudeCodeSessions.Read::message)
                : claude.read(broken, now);
        var events =
                message.map(it -> facts.next(it, facts.timeOf(it, now), now)).orElse(List.of());
        events.forEach(HookMutationTest::clean);
        return events.size();
    }

    private static void clean(Event event) {
        EventCleaning.of(event);
    }

    private static List<JsonNode> recorded(Path folder) throws IOException {
        var lines = new ArrayList<JsonNode>();
        try (Stream<Path> stories = Files.list(folder)) {
            for (var story : stories.sorted().toList()) {
                for (var line : Files.readAllLines(story.resolve("in.jsonl"))) {
                    var node = Json.read(line);
                    lines.add(node.path(node.has("json") ? "json" : node.has("argv") ? "argv" : "payload"));
                }
            }
        }
        return lines;
    }
}
