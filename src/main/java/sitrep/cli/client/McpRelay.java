package sitrep.cli.client;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sitrep.cli.screen.ProblemText;
import sitrep.cli.screen.ServerJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages of the Model Context Protocol, a line each, between a client that started us and a server. What they
 * mean is left to the two, so whatever the server learns to say gets through; only where the server is away is there an
 * answer of our own, that says so.
 */
public final class McpRelay {
    /** Largest message of a client; one that is larger is refused. */
    private static final int LONGEST = 1 << 20;

    /** Largest answer of the server. */
    private static final int LARGEST = 8 << 20;

    /** Most messages under way at once; the next ones wait. */
    private static final int UNDER_WAY = 64;

    /** The server says something each 15 seconds while a call waits; without any for so long it is gone. */
    private static final int SILENCE_MILLIS = 40_000;

    /** How long what is under way may take when the client has no more to say. */
    private static final long FAREWELL_SECONDS = 5;

    private static final int PARSE_ERROR = -32_700;
    private static final int SERVER_ERROR = -32_000;

    private final ApiClient client;
    private final Map<String, String> headers;
    private final PrintStream out;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final Map<JsonNode, HttpURLConnection> underWay = new ConcurrentHashMap<>();
    private final Set<JsonNode> cancelled = ConcurrentHashMap.newKeySet();

    /** @param task the one that the client is, if it was told so */
    public McpRelay(ApiClient client, Optional<String> task, PrintStream out) {
        this.client = client;
        this.headers =
                task.map(id -> Map.of("Sitrep-Task", ApiClient.encoded(id))).orElse(Map.of());
        this.out = out;
    }

    /** Until the client has no more to say, or nobody listens any more. */
    public void carry(InputStream in) throws IOException, InterruptedException {
        var carriers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            carryAll(new BufferedInputStream(in, 1 << 16), carriers);
            carriers.shutdown();
            if (!carriers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) hangUp();
        } finally {
            carriers.shutdownNow();
        }
    }

    private void carryAll(InputStream in, ExecutorService carriers) throws IOException, InterruptedException {
        for (var line = line(in); line.isPresent() && !out.checkError(); line = line(in)) {
            if (!line.get().isBlank()) take(line.get(), carriers);
        }
    }

    private void hangUp() {
        underWay.values().forEach(HttpURLConnection::disconnect);
    }

    private void take(String line, ExecutorService carriers) throws InterruptedException {
        var message = read(line);
        if (message.isEmpty()) return;
        var id = Optional.ofNullable(message.get().get("id"));
        if (message.get().path("method").asString("").equals("notifications/cancelled")) {
            cancel(message.get().path("params").path("requestId"));
            return;
        }
        room.acquire();
        carriers.execute(() -> {
            try {
                carry(line, message.get(), id);
            } finally {
                room.release();
            }
        });
    }

    /** What does not even read as a message is answered here, for the server would not know whom to answer. */
    private Optional<JsonNode> read(String line) {
        try {
            if (line.length() > LONGEST) throw new IllegalArgumentException("it is longer than " + LONGEST + " bytes");
            var message = Json.read(line);
            if (message.isObject()) return Optional.of(message);
            throw new IllegalArgumentException("it is not one message");
        } catch (Json.Malformed | IllegalArgumentException e) {
            var error = answer(JsonNodeFactory.instance.nullNode());
            error.putObject("error").put("code", PARSE_ERROR).put("message", "This is no message: " + e.getMessage());
            say(error);
            return Optional.empty();
        }
    }

    /** The server learns of it by the end of the connection. */
    private void cancel(JsonNode id) {
        Optional.ofNullable(underWay.remove(id)).ifPresent(connection -> {
            cancelled.add(id);
            connection.disconnect();
        });
    }

    private void carry(String line, JsonNode message, Optional<JsonNode> id) {
        try {
            var connection = client.speak("/mcp", line, headers, SILENCE_MILLIS);
            id.ifPresent(it -> underWay.put(it, connection));
            passOn(connection, message, id);
        } catch (IOException e) {
            // Whoever cancelled wants no answer.
            if (!id.map(cancelled::contains).orElse(false)) {
                fail(message, id, ProblemText.unreachable(client.url(), ApiClient.reason(e)));
            }
        } finally {
            id.ifPresent(underWay::remove);
            id.ifPresent(cancelled::remove);
        }
    }

    private void passOn(HttpURLConnection connection, JsonNode message, Optional<JsonNode> id) throws IOException {
        var status = connection.getResponseCode();
        if (status >= 300) {
            fail(message, id, words(status, ApiClient.content(connection, status)));
        } else if (String.valueOf(connection.getContentType()).startsWith("text/event-stream")) {
            passOn(connection.getInputStream());
        } else {
            var content = new String(connection.getInputStream().readNBytes(LARGEST), StandardCharsets.UTF_8).strip();
            if (!content.isEmpty()) say(content);
        }
    }

    private void passOn(InputStream stream) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) say(line.substring("data:".length()).strip());
        }
    }

    private static String words(int status, byte[] content) {
        var problem = new ServerJson(ApiClient.problem(status, content));
        var detail = problem.text("detail");
        return problem.text("title") + (detail.isEmpty() ? "." : ": " + detail);
    }

    /** To a call of a tool in the tool's own result, for the model to read; to all else as an error of the protocol. */
    private void fail(JsonNode message, Optional<JsonNode> id, String why) {
        if (id.isEmpty()) return;
        var answer = answer(id.get());
        if (message.path("method").asString("").equals("tools/call")) {
            var result = answer.putObject("result").put("isError", true);
            result.putArray("content").addObject().put("type", "text").put("text", why);
        } else {
            answer.putObject("error").put("code", SERVER_ERROR).put("message", why);
        }
        say(answer);
    }

    private static ObjectNode answer(JsonNode id) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }

    private void say(JsonNode message) {
        say(Json.text(message));
    }

    private void say(String line) {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    /** The next line; of one that is too long only as much as shows that. */
    private static Optional<String> line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var c = in.read();
        if (c < 0) return Optional.empty();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (bytes.size() <= LONGEST) bytes.write(c);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
