package sitrep.connect.opencode;

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
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.EventCleaning;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Recorded frames, broken by chance: whatever a server tells, it is taken for what it is worth and breaks nothing.
 * {@code -Dsitrep.mutations=1000000} breaks that many, {@code -Dsitrep.seed} the same ones again.
 */
class OpenCodeMutationTest {
    private static final int USUAL = 20_000;

    /** What is remembered is forgotten after so many, so that each sort of memory is met. */
    private static final int PER_MEMORY = 2_000;

    private static final Path FOLDER = Path.of("src/test/resources/recorded/opencode");

    @Test
    void nothingThatAServerTellsBreaksTheTranslation() throws IOException {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var lines = recorded();
        var facts = new OpenCodeFacts("office", Recollection.NONE);
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var told = 0L;
        for (var i = 0; i < count; i++) {
            if (i % PER_MEMORY == 0) facts = new OpenCodeFacts("office", Recollection.NONE);
            now = now.plusMillis(random.nextInt(3_000));
            var line = lines.get(random.nextInt(lines.size()));
            var broken = random.nextInt(3) == 0 ? line : BrokenJson.of(line, random);
            try {
                var events = facts.next(broken, now);
                events.forEach(EventCleaning::of);
                told += events.size();
            } catch (RuntimeException e) {
                fail("mutation " + i + " with -Dsitrep.seed=" + seed + ": " + broken, e);
            }
        }
        assertTrue(told > count / 50, "of " + count + " broken frames only " + told + " events followed");
    }

    private static List<JsonNode> recorded() throws IOException {
        var lines = new ArrayList<JsonNode>();
        try (Stream<Path> stories = Files.list(FOLDER)) {
            for (var story : stories.sorted().toList()) {
                for (var line : Files.readAllLines(story.resolve("in.jsonl")))
                    lines.add(Json.read(line).path("frame"));
            }
        }
        return lines;
    }
}
