package sitrep.connect.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import sitrep.connect.hooks.BrokenJson;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.Fact;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Recorded exports, broken by chance, in either encoding: whatever a program sends, it is taken for what it is worth
 * and breaks nothing. {@code -Dsitrep.mutations=1000000} breaks that many, {@code -Dsitrep.seed} the same ones again.
 */
class OtlpMutationTest {
    private static final int USUAL = 20_000;
    private static final int PER_MEMORY = 500;
    private static final Path FOLDER = Path.of("src/test/resources/recorded/otlp");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void nothingThatIsExportedBreaksTheTranslation() throws IOException {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var exports = recorded();
        var packed = exports.stream().map(Proto::of).toList();
        var facts = new TraceFacts();
        var told = 0L;
        for (var i = 0; i < count; i++) {
            if (i % PER_MEMORY == 0) facts = new TraceFacts();
            var which = random.nextInt(exports.size());
            try {
                var tree = i % 2 == 0
                        ? BrokenJson.of(exports.get(which), random)
                        : read(exports.get(which), broken(packed.get(which), random));
                told += heard(tree, facts);
            } catch (ProtoTree.Broken _) {
                // That is what such bytes are answered with.
            } catch (RuntimeException e) {
                fail("mutation " + i + " with -Dsitrep.seed=" + seed, e);
            }
        }
        assertTrue(told > count / 10, "of " + count + " broken exports only " + told + " events followed");
    }

    private static long heard(JsonNode tree, TraceFacts facts) {
        var spans = Stream.concat(
                        SpanReader.of(tree).spans().stream().flatMap(span -> SpanWords.understood(span).stream()),
                        RecordReader.of(tree).records().stream()
                                .flatMap(record -> RecordWords.understood(record).stream()))
                .toList();
        var events = facts.next(spans, NOW);
        events.forEach(EventCleaning::of);
        var opened = events.stream()
                .filter(event -> event.fact() instanceof Fact.RunOpened)
                .count();
        var ended = events.stream()
                .filter(event -> event.fact() instanceof Fact.RunEnded)
                .count();
        assertTrue(opened <= ended, "whatever begins has its end");
        facts.waiting(spans)
                .forEach(span -> assertEquals(
                        span.id(),
                        SpanReader.of(Json.read(SpanReader.written(span)))
                                .spans()
                                .getFirst()
                                .id()));
        return events.size();
    }

    private static JsonNode read(JsonNode export, byte[] bytes) {
        return export.has("resourceLogs") ? ProtoTree.records(bytes) : ProtoTree.read(bytes);
    }

    private static byte[] broken(byte[] bytes, Random random) {
        var copy = bytes.clone();
        for (var times = random.nextInt(4); times >= 0; times--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    @Test
    void bothEncodingsSayTheSame() throws IOException {
        for (var export : recorded()) {
            var tree = read(export, Proto.of(export));
            assertEquals(SpanReader.of(export), SpanReader.of(tree));
            assertEquals(RecordReader.of(export), RecordReader.of(tree));
        }
    }

    @Test
    void aBodyOfNothingButMessagesIsRefused() {
        var bytes = new byte[4 * ProtoTree.MOST];
        for (var i = 0; i < bytes.length; i += 2) bytes[i] = 0x0a;
        assertThrows(ProtoTree.Broken.class, () -> ProtoTree.read(bytes));
    }

    private static List<JsonNode> recorded() throws IOException {
        var exports = new ArrayList<JsonNode>();
        try (Stream<Path> stories = Files.list(FOLDER)) {
            for (var story : stories.sorted().toList()) {
                for (var line : Files.readAllLines(story.resolve("in.jsonl"))) {
                    var export = Json.read(line);
                    exports.add(export.path(export.has("traces") ? "traces" : "logs"));
                }
            }
        }
        return exports;
    }
}
