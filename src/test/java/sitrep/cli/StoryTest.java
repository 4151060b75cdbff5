package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.json.EventReader;
import sitrep.json.Json;

class StoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    @ParameterizedTest
    @MethodSource("sitrep.cli.Demo#stories")
    void everyReportOfEveryStoryIsUnderstood(String name) {
        var scenes = Story.shipped(name).scenes();
        assertFalse(scenes.isEmpty());
        for (var scene : scenes) {
            var time = NOW.plus(scene.at());
            var read = new EventReader(NOW, () -> "unused").read(Json.read(scene.json(time, 0)));
            assertEquals(List.of(), read.ignored(), scene.id());
            assertTrue(read.events().stream().allMatch(event -> event.at().equals(time)), scene.id());
        }
    }

    @Test
    void aRepeatedReportIsAnotherOneEachTime() {
        var story = Story.read("s", "{\"every\":20,\"until\":60,\"task\":\"t\"}\n\n{\"at\":-5,\"task\":\"t\"}\n");
        var repeated = story.scenes().getFirst();
        assertEquals(Optional.of(Duration.ofSeconds(20)), repeated.every());
        assertEquals(Duration.ofSeconds(60), repeated.until());
        assertEquals("demo-s-1-3", Json.read(repeated.json(NOW, 3)).path("id").asString());
        assertEquals(
                "demo-s-2",
                Json.read(story.scenes().getLast().json(NOW, 0)).path("id").asString());
    }
}
