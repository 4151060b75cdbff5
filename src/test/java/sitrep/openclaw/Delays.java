package sitrep.openclaw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * How long it takes from when the gateway says that something happened until whoever listens to the board is told.
 * What is measured is what is told at once: that a task is blocked, its news, its end. A phase is not among it: it
 * counts once it has lasted for two seconds or was seen twice, and then holds from its first sign on. Nor is a request:
 * its time is when it was written, and a gateway that has much to do tells of it seconds later.
 */
final class Delays {
    /** How many of the slowest are told of. */
    private static final int SLOWEST = 3;

    /** One change: which part of which task was new, and how old that was when it was told. */
    private record Delay(Duration took, String task, String part, String text) {
        String told() {
            return "%d ms: %s of \"%s\" (%s)".formatted(took.toMillis(), part, task, text);
        }
    }

    private final List<Delay> delays = new CopyOnWriteArrayList<>();

    /** Begins to listen to the board at this address. */
    Delays(String url) {
        Thread.ofVirtual().start(() -> listen(url));
    }

    private void listen(String url) {
        try {
            var stream = URI.create(url + "/api/v1/changes").toURL().openStream();
            var told = new HashMap<String, Instant>();
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var now = Instant.now();
                if (line.startsWith("data: {\"id\"")) take(Json.read(line.substring(6)), told, now);
            }
        } catch (IOException _) {
            // The board is closed, and all that was to be heard was heard.
        }
    }

    /** The newest of what is new in a task, if it is newer than what was told of it before. */
    private void take(JsonNode task, Map<String, Instant> told, Instant now) {
        var id = task.path("id").asString("");
        var before = told.getOrDefault(id, Instant.EPOCH);
        var parts = Stream.of(
                        Map.entry("the block", task.path("block").path("since")),
                        Map.entry("the news", task.path("update").path("at")),
                        Map.entry("the end", task.path("ended")))
                .filter(part -> part.getValue().isString())
                .map(part ->
                        Map.entry(part.getKey(), Instant.parse(part.getValue().asString())))
                .max(Map.Entry.comparingByValue());
        if (parts.isEmpty() || !parts.get().getValue().isAfter(before)) return;
        told.put(id, parts.get().getValue());
        var text = task.path("update").path("text").asString("no news");
        delays.add(new Delay(
                Duration.between(parts.get().getValue(), now),
                task.path("name").asString(""),
                parts.get().getKey(),
                task.path("phase").asString("") + ", " + text));
    }

    /** In a sentence, with the figures, and the slowest by name. */
    String told() {
        var sorted = delays.stream().sorted(Comparator.comparing(Delay::took)).toList();
        if (sorted.isEmpty()) return "No change was told.";
        var slowest = sorted.reversed().stream().limit(SLOWEST).map(Delay::told).collect(Collectors.joining("\n- "));
        return "%d changes were told; from the gateway's time to the listener's: median %d ms. The slowest:\n\n- %s"
                .formatted(sorted.size(), sorted.get(sorted.size() / 2).took().toMillis(), slowest);
    }
}
