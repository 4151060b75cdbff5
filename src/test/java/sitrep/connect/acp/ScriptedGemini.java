package sitrep.connect.acp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** A model on loopback that speaks as Gemini does, and says one thing after the other, whatever it is asked. */
final class ScriptedGemini implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> parts;

    /** @param parts what it says in each answer, as a part in JSON */
    ScriptedGemini(List<String> parts) {
        this.parts = parts;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static String text(String text) {
        return "{\"text\":" + quoted(text) + "}";
    }

    static String use(String tool, String arguments) {
        return "{\"functionCall\":{\"name\":\"" + tool + "\",\"args\":" + arguments + "}}";
    }

    static String quoted(String text) {
        return Json.write(out -> out.writeString(text));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.contains("countTokens")) send(exchange, 200, "application/json", "{\"totalTokens\":100}");
            else if (path.contains("enerateContent")) answer(exchange, Json.readLarge(body), path.contains(":stream"));
            else send(exchange, 404, "application/json", "{\"error\":{\"message\":\"not here\"}}");
        }
    }

    private void answer(HttpExchange exchange, JsonNode question, boolean isStream) throws IOException {
        var part = question.path("tools").isEmpty() ? text("A title") : part(question.path("contents"));
        var said = "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[" + part
                + "]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":100,"
                + "\"candidatesTokenCount\":20,\"totalTokenCount\":120},\"modelVersion\":\"scripted\"}";
        if (isStream) send(exchange, 200, "text/event-stream", "data: " + said + "\r\n\r\n");
        else send(exchange, 200, "application/json", said);
    }

    /** The one after as many as it has given. */
    private String part(JsonNode contents) {
        var given = contents.valueStream()
                .filter(content -> content.path("role").asString("").equals("model"))
                .count();
        return parts.get((int) Math.min(given, parts.size() - 1));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
