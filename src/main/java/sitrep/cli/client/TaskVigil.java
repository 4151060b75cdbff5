package sitrep.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import sitrep.cli.screen.ServerJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Watches one task until it is what somebody waits for. It listens first and asks for the task then, each time it
 * connects, so that no change falls between the two.
 */
public final class TaskVigil {

    /** The server sends a sign of life each 15 seconds; without any for so long the connection is dead. */
    private static final int SILENCE_MILLIS = 40_000;

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final ApiClient client;
    private final Function<ServerJson, OptionalInt> verdict;
    private final Runnable lost;

    /** What the task goes by; another name once it was found to be the same as another. */
    private volatile String id;

    /**
     * @param verdict whether the task as it is now is what is waited for; asked each time it changed
     * @param lost told once for each time the server goes away
     */
    public TaskVigil(ApiClient client, String id, Function<ServerJson, OptionalInt> verdict, Runnable lost) {
        this.client = client;
        this.id = id;
        this.verdict = verdict;
        this.lost = lost;
    }

    /** To be told when the server goes away. */
    public static void sayLost(CommandTalk talk) {
        if (!talk.json()) talk.surroundings().err().println("sitrep: lost contact with the server; trying again.");
    }

    /** The task as it is then, or why that cannot be told; nothing if the time is over before. */
    public Optional<ServerAnswer> keep(Duration timeout) {
        var over = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = executor.submit(() -> watch(over));
            try {
                return watching.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                return Optional.empty();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("watching " + id + " failed", e.getCause());
            } finally {
                over.countDown();
                // An interrupted virtual thread leaves its socket at once.
                watching.cancel(true);
            }
        }
    }

    private Optional<ServerAnswer> watch(CountDownLatch over) throws InterruptedException {
        for (var pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try (var stream = client.stream("/api/v1/changes", SILENCE_MILLIS)) {
                pause = FIRST_PAUSE_MILLIS;
                var answer = listen(stream.lines());
                if (answer.isPresent()) return answer;
            } catch (IOException _) {
                if (over.getCount() == 0) return Optional.empty();
                if (pause == FIRST_PAUSE_MILLIS) lost.run();
            }
            if (over.await(pause, TimeUnit.MILLISECONDS)) return Optional.empty();
        }
    }

    /** Reads on until there is an answer, or the stream ends. */
    private Optional<ServerAnswer> listen(BufferedReader lines) throws IOException {
        var event = "";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line, "data:".length(), line.length());
            } else if (line.isEmpty()) {
                var answer = judged(event, data.toString());
                if (answer.isPresent()) return answer;
                event = "";
                data.setLength(0);
            }
        }
        return Optional.empty();
    }

    private Optional<ServerAnswer> judged(String event, String data) {
        return switch (event) {
            case "hello", "resync" -> asked();
            case "task" -> isIt(Json.read(data)) ? settled(Json.read(data)) : Optional.empty();
            case "gone" -> isIt(Json.read(data)) && Json.read(data).has("joined") ? asked() : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Asks for the task. A refusal is an answer too; a server that is away will be asked again. */
    private Optional<ServerAnswer> asked() {
        return switch (client.get("/api/v1/tasks/" + ApiClient.encoded(id))) {
            case ServerAnswer.Given(var task) -> settled(task);
            case ServerAnswer.Refused refused -> Optional.of(refused);
            case ServerAnswer.Unreachable _ -> Optional.empty();
        };
    }

    private boolean isIt(JsonNode task) {
        return new ServerJson(task).raw("id").equals(id);
    }

    private Optional<ServerAnswer> settled(JsonNode task) {
        var told = new ServerJson(task);
        id = told.raw("id");
        return verdict.apply(told).isEmpty() ? Optional.empty() : Optional.of(new ServerAnswer.Given(task));
    }
}
