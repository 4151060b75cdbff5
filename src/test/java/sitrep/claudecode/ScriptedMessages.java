package sitrep.claudecode;

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

/** A model on loopback that speaks as Anthropic's messages do, and says what its scripts say. */
final class ScriptedMessages implements AutoCloseable {

    /** What it says in one answer. */
    sealed interface Turn {}

    record Say(String text) implements Turn {}

    /** A tool that it wants used, its arguments in JSON. */
    record Use(String tool, String arguments) implements Turn {}

    record Refuse(int status, String type, String message) implements Turn {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Turn>> scripts;
    private final AtomicInteger answers = new AtomicInteger();

    /** @param scripts what is answered to whoever asks with these words, one after the other */
    ScriptedMessages(Map<String, List<Turn>> scripts) {
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

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.contains("count_tokens")) send(exchange, 200, "{\"input_tokens\":100}");
            else if (path.endsWith("/messages")) answer(exchange, Json.readLarge(body));
            else send(exchange, 404, "{\"error\":{\"message\":\"not here\"}}");
        }
    }

    private void answer(HttpExchange exchange, JsonNode question) throws IOException {
        var turn = question.path("tools").isEmpty() ? new Say("A title") : turn(question.path("messages"));
        if (turn instanceof Refuse(var status, var type, var message)) {
            send(
                    exchange,
                    status,
                    "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message));
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
            if (text.contains("tool_result")) continue;
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
        var usage = "\"usage\":{\"input_tokens\":100,\"output_tokens\":1}";
        event(
                out,
                "message_start",
                ("\"message\":{\"id\":\"msg_%d\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"scripted\","
                                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,%s}")
                        .formatted(number, usage));
        var isUse = turn instanceof Use;
        switch (turn) {
            case Say(var text) -> {
                block(out, "{\"type\":\"text\",\"text\":\"\"}");
                delta(out, "{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(text)));
            }
            case Use(var tool, var arguments) -> {
                block(
                        out,
                        "{\"type\":\"tool_use\",\"id\":\"toolu_%d\",\"name\":\"%s\",\"input\":{}}"
                                .formatted(number, tool));
                delta(out, "{\"type\":\"input_json_delta\",\"partial_json\":%s}".formatted(quoted(arguments)));
            }
            case Refuse _ -> throw new IllegalStateException();
        }
        event(out, "content_block_stop", "\"index\":0");
        event(
                out,
                "message_delta",
                "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":20}"
                        .formatted(isUse ? "tool_use" : "end_turn"));
        event(out, "message_stop", "\"done\":true");
    }

    private static void block(OutputStream out, String block) throws IOException {
        event(out, "content_block_start", "\"index\":0,\"content_block\":" + block);
    }

    private static void delta(OutputStream out, String delta) throws IOException {
        event(out, "content_block_delta", "\"index\":0,\"delta\":" + delta);
    }

    private static void event(OutputStream out, String type, String rest) throws IOException {
        var text = "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
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
