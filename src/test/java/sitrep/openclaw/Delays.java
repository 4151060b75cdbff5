package sitrep.openclaw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sitrep.json.Json;

/**
 * How long it takes from when the gateway says that something happened until whoever listens to the board is told: the
 * age of each task's newest news when its change is read.
 */
final class Delays {
    private final List<Duration> delays = new CopyOnWriteArrayList<>();

    /** Begins to listen to the board at this address. */
    Delays(String url) {
        Thread.ofVirtual().start(() -> listen(url));
    }

    private void listen(String url) {
        try {
            var stream = URI.create(url + "/api/v1/changes").toURL().openStream();
            var told = Instant.EPOCH;
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("data: {\"id\"")) continue;
                var news = Json.read(line.substring(6)).path("lastUpdate").asString("");
                if (news.isEmpty() || !Instant.parse(news).isAfter(told)) continue;
                told = Instant.parse(news);
                delays.add(Duration.between(told, Instant.now()));
            }
        } catch (IOException _) {
            // The board is closed, and all that was to be heard was heard.
        }
    }

    /** In a sentence, with the figures. */
    String told() {
        var sorted = delays.stream().sorted().toList();
        if (sorted.isEmpty()) return "No change was told.";
        return "%d changes were told; from the gateway's time to the listener's: median %d ms, the slowest %d ms."
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.getLast().toMillis());
    }
}
