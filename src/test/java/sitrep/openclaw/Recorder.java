package sitrep.openclaw;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down all that a gateway tells somebody who may only read, a line for each frame: {@code t}, {@code dir},
 * {@code conn} and {@code frame}; and as a note, whenever it has changed, what it answers when asked for its tasks and
 * sessions.
 */
final class Recorder implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final String SESSIONS = "sessions.list";
    private static final Map<String, String> POLLS =
            Map.of("tasks.list", "{\"limit\":60}", SESSIONS, "{\"limit\":60,\"activeOnly\":true}");

    private final Operator reader;
    private final Operator poller;
    private final BufferedWriter out;
    private final UnaryOperator<String> clean;
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();

    /** Goes on recording into this file; what is written is cleaned first of what belongs to one machine. */
    Recorder(Gateway gateway, Path file, UnaryOperator<String> clean) {
        this.clean = clean;
        try {
            out = Files.newBufferedWriter(file, CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        poller = gateway.reader((_, _) -> {});
        reader = gateway.reader(this::record);
        reader.ask("sessions.subscribe", "{\"limit\":60}");
        reader.ask("cron.list", "{}");
        polls.scheduleWithFixedDelay(this::poll, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A gateway that is busy tells several times a second that it left out a heartbeat: once is enough. */
    private void record(String direction, JsonNode frame) {
        var event = frame.path("event").asString("");
        var said =
                event.equals("heartbeat") ? frame.path("payload").path("reason").asString("") : "";
        if (!said.isEmpty() && said.equals(last.put(event, said))) return;
        var line = line(direction);
        line.set("frame", Slim.frame(frame));
        write(line);
    }

    private void poll() {
        POLLS.forEach((method, parameters) -> {
            var answer = Slim.answer(poller.ask(method, parameters));
            var text = answer.toString();
            if (text.equals(last.put(method, text))) return;
            note(method, Json.read(parameters), answer);
        });
    }

    /** Writes down how something stands, as it was answered. */
    void note(String method, JsonNode parameters, JsonNode answer) {
        var line = line("note");
        line.put("poll", method);
        line.set("params", parameters);
        line.set("result", answer);
        write(line);
    }

    private static ObjectNode line(String direction) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("t", Instant.now().toEpochMilli())
                .put("dir", direction)
                .put("conn", "read");
    }

    private synchronized void write(ObjectNode line) {
        try {
            out.write(clean.apply(line.toString()));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        polls.shutdownNow();
        List.of(reader, poller).forEach(Operator::close);
        try {
            synchronized (this) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
