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
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.ClaudeCodeSessions;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded hooks, broken by chance: whatever an agent says, it is taken for what it is worth and breaks nothing.
 * {@code -Dsitrep.mutations=1000000} breaks that many, {@code -Dsitrep.seed} the same ones again.
 */
class HookMutationTest {
    private static final int USUAL = 20_000;

    /** A session's hooks are forgotten after so many, so that each sort of memory is met. */
    private static final int PER_MEMORY = 2_000;

    private static final Path FOLDER = Path.of("src/test/resources/recorded/claude-code");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void nothingThatAnAgentSaysBreaksTheTranslation() throws IOException {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var lines = recorded();
        var claude = new ClaudeCodeDialect();
        var facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var told = 0L;
        for (var i = 0; i < count; i++) {
            if (i % PER_MEMORY == 0) facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);
            now = now.plusMillis(random.nextInt(3_000));
            var broken = broken(lines.get(random.nextInt(lines.size())), random);
            try {
                told += heard(facts, claude, broken, now);
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

    private static List<JsonNode> recorded() throws IOException {
        var lines = new ArrayList<JsonNode>();
        try (Stream<Path> stories = Files.list(FOLDER)) {
            for (var story : stories.sorted().toList()) {
                for (var line : Files.readAllLines(story.resolve("in.jsonl"))) {
                    var node = Json.read(line);
                    lines.add(node.has("json") ? node.path("json") : node.path("payload"));
                }
            }
        }
        return lines;
    }

    /** A copy with one to four things in it changed, removed, or put in the place of others. */
    private static JsonNode broken(JsonNode line, Random random) {
        var copy = line.deepCopy();
        for (var times = random.nextInt(4); times >= 0; times--) {
            var places = new ArrayList<JsonNode>();
            collect(copy, places);
            var place = places.get(random.nextInt(places.size()));
            switch (place) {
                case ObjectNode object
                when !object.isEmpty() -> {
                    var names = List.copyOf(object.propertyNames());
                    var name = names.get(random.nextInt(names.size()));
                    if (random.nextInt(4) == 0) object.remove(name);
                    else object.set(name, value(object.path(name), places, random));
                }
                case ArrayNode array
                when !array.isEmpty() -> {
                    var at = random.nextInt(array.size());
                    array.set(at, value(array.path(at), places, random));
                }
                default -> {}
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (!node.isContainer()) return;
        into.add(node);
        for (var child : node) collect(child, into);
    }

    private static JsonNode value(JsonNode before, List<JsonNode> places, Random random) {
        var text = before.isString() ? before.asString() : "x";
        return switch (random.nextInt(14)) {
            case 0 -> NODES.stringNode("");
            case 1 -> NODES.stringNode(text + "?");
            case 2 -> NODES.stringNode(text.repeat(Math.min(400, 1 + 12_000 / Math.max(1, text.length()))));
            case 3 -> NODES.stringNode("\ud800" + text);
            case 4 -> NODES.stringNode(text + "\u0000\u001b[31m\u202e\n\ud83d");
            case 5 -> NODES.stringNode("   \n\t ");
            case 6 -> NODES.numberNode(random.nextLong());
            case 7 -> NODES.numberNode(-1.5e300);
            case 8 -> NODES.booleanNode(random.nextBoolean());
            case 9 -> NODES.nullNode();
            case 10 -> NODES.arrayNode().add(before.deepCopy()).add(1).add("a");
            case 11 -> NODES.objectNode().set("it", before.deepCopy());
            case 12 -> NODES.stringNode("ghp_abcdefghijklmnopqrstuvwxyz0123456789");
            default -> places.get(random.nextInt(places.size())).deepCopy();
        };
    }
}
