package sitrep.opencode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** A model on loopback that speaks as OpenAI's chat completions do, and says what its scripts say. */
public final class ScriptedChat implements AutoCloseable {

    /** What it says in one answer. */
    public sealed interface Turn {}

    public record Say(String text) implements Turn {}

    /** A tool that it wants used, its arguments in JSON. */
    public record Use(String tool, String arguments) implements Turn {}

    public record Refuse(int status, String message) implements Turn {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Turn>> scripts;
    private final AtomicInteger answers = new AtomicInteger();

    /** @param scripts what is answered to whoever asks with these words, one after the other */
    public ScriptedChat(Map<String, List<Turn>> scripts) {
        this.scripts = scripts;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var isQuestion = exchange.getRequestURI().getPath().endsWith("/chat/completions");
            if (isQuestion) answer(exchange, Json.readLarge(body));
            else send(exchange, 404, "{\"error\":{\"message\":\"not here\"}}");
        }
    }

    private void answer(HttpExchange exchange, JsonNode question) throws IOException {
        var turn = question.path("tools").isEmpty() ? new Say("A title") : turn(question.path("messages"));
        if (turn instanceof Refuse(var status, var message)) {
            send(exchange, status, "{\"error\":{\"message\":%s}}".formatted(quoted(message)));
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        stream(exchange.getResponseBody(), turn, answers.incrementAndGet());
    }

    /** The answer after as many as were given since the newest question that has a script. */
    private Turn turn(JsonNode messages) {
        var all = new ArrayList<JsonNode>();
        messages.forEach(all::add);
        for (var i = all.size() - 1; i >= 0; i--) {
            if (!all.get(i).path("role").asString("").equals("user")) continue;
            var text = all.get(i).path("content").toString();
            for (var script : scripts.entrySet()) {
                if (!text.contains(script.getKey())) continue;
                var given = all.subList(i, all.size()).stream()
                        .filter(message -> message.path("role").asString("").equals("assistant"))
                        .count();
                var turns = script.getValue();
                return turns.get((int) Math.min(given, turns.size() - 1));
            }
        }
        return new Say("OK.");
    }

    private static void stream(OutputStream out, Turn turn, int number) throws IOException {
        switch (turn) {
            case Say(var text) ->
                piece(out, number, "{\"role\":\"assistant\",\"content\":" + quoted(text) + "}", "null");
            case Use(var tool, var arguments) ->
                piece(
                        out,
                        number,
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_" + number
                                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool + "\",\"arguments\":"
                                + quoted(arguments) + "}}]}",
                        "null");
            case Refuse _ -> throw new IllegalStateException();
        }
        piece(out, number, "{}", turn instanceof Use ? "\"tool_calls\"" : "\"stop\"");
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void piece(OutputStream out, int number, String delta, String finish) throws IOException {
        var text = ("data: {\"id\":\"chat-%d\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                        + "\"model\":\"scripted\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
                .formatted(number, delta, finish);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String quoted(String text) {
        return Json.write(out -> out.writeString(text));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
