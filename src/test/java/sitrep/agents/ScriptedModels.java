package sitrep.agents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** A model on loopback that speaks as OpenAI's chats and responses and as Gemini do, and says what its scripts say. */
final class ScriptedModels implements AutoCloseable {

    /** What it says in one answer. */
    sealed interface Turn {}

    record Say(String text) implements Turn {}

    /** A tool that it wants used, its arguments in JSON. */
    record Use(String tool, String arguments) implements Turn {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Turn>> scripts;
    private final AtomicInteger answers = new AtomicInteger();

    /** @param scripts what is answered to whoever asks with these words, one after the other */
    ScriptedModels(Map<String, List<Turn>> scripts) {
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
            if (path.endsWith("/chat/completions")) chat(exchange, Json.readLarge(body));
            else if (path.endsWith("/responses")) response(exchange, Json.readLarge(body));
            else if (path.endsWith(":streamGenerateContent")) gemini(exchange, Json.readLarge(body), true);
            else if (path.endsWith(":generateContent")) gemini(exchange, Json.readLarge(body), false);
            else if (path.endsWith(":countTokens")) send(exchange, 200, "{\"totalTokens\":100}");
            else if (path.endsWith("/models")) send(exchange, 200, "{\"object\":\"list\",\"data\":[]}");
            else send(exchange, 404, "{\"error\":{\"message\":\"not here\"}}");
        }
    }

    /** The answer after as many as were given since the newest question that has a script. */
    private Turn turn(JsonNode all, String saidBy) {
        var parts = StreamSupport.stream(all.spliterator(), false).toList();
        for (var i = parts.size() - 1; i >= 0; i--) {
            if (!parts.get(i).path("role").asString("").equals("user")) continue;
            var text = parts.get(i).toString();
            for (var script : scripts.entrySet()) {
                if (!text.contains(script.getKey())) continue;
                var given = parts.subList(i, parts.size()).stream()
                        .filter(part -> isAnswer(part, saidBy))
                        .count();
                var turns = script.getValue();
                return turns.get((int) Math.min(given, turns.size() - 1));
            }
        }
        return new Say("OK.");
    }

    /** Of responses each call is one by itself. */
    private static boolean isAnswer(JsonNode part, String saidBy) {
        return part.path("role").asString("").equals(saidBy)
                || part.path("type").asString("").equals("function_call");
    }

    private void chat(HttpExchange exchange, JsonNode question) throws IOException {
        var turn = question.path("tools").isEmpty() ? new Say("A title") : turn(question.path("messages"), "assistant");
        var number = answers.incrementAndGet();
        var delta = switch (turn) {
            case Say(var text) -> "{\"role\":\"assistant\",\"content\":" + quoted(text) + "}";
            case Use(var tool, var arguments) ->
                "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_" + number
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"" + tool + "\",\"arguments\":"
                        + quoted(arguments) + "}}]}";
        };
        var finish = turn instanceof Use ? "\"tool_calls\"" : "\"stop\"";
        stream(exchange, List.of(piece(number, delta, "null"), piece(number, "{}", finish), "data: [DONE]\n\n"));
    }

    private static String piece(int number, String delta, String finish) {
        return ("data: {\"id\":\"chat-%d\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\","
                        + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
                .formatted(number, delta, finish);
    }

    private void response(HttpExchange exchange, JsonNode question) throws IOException {
        var turn = turn(question.path("input"), "assistant");
        var number = answers.incrementAndGet();
        var item = switch (turn) {
            case Say(var text) ->
                "{\"id\":\"msg_" + number + "\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":" + quoted(text)
                        + ",\"annotations\":[]}]}";
            case Use(var tool, var arguments) ->
                "{\"id\":\"fc_" + number + "\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_"
                        + number + "\",\"name\":\"" + tool + "\",\"arguments\":" + quoted(arguments) + "}";
        };
        var usage = "\"usage\":{\"input_tokens\":100,\"input_tokens_details\":{\"cached_tokens\":0},"
                + "\"output_tokens\":20,\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":120}";
        var id = "\"id\":\"resp_" + number + "\",\"object\":\"response\",\"created_at\":1,\"model\":\"scripted\"";
        stream(
                exchange,
                List.of(
                        event("response.created", "\"response\":{" + id + ",\"status\":\"in_progress\",\"output\":[]}"),
                        event("response.output_item.added", "\"output_index\":0,\"item\":" + item),
                        event("response.output_item.done", "\"output_index\":0,\"item\":" + item),
                        event(
                                "response.completed",
                                "\"response\":{" + id + ",\"status\":\"completed\",\"output\":[" + item + "]," + usage
                                        + "}")));
    }

    private static String event(String type, String rest) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
    }

    private void gemini(HttpExchange exchange, JsonNode question, boolean streams) throws IOException {
        var part = switch (turn(question.path("contents"), "model")) {
            case Say(var text) -> "{\"text\":" + quoted(text) + "}";
            case Use(var tool, var arguments) ->
                "{\"functionCall\":{\"name\":\"" + tool + "\",\"args\":" + arguments + "}}";
        };
        var answer = "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[" + part
                + "]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":100,"
                + "\"candidatesTokenCount\":20,\"totalTokenCount\":120},\"modelVersion\":\"scripted\"}";
        if (streams) stream(exchange, List.of("data: " + answer + "\r\n\r\n"));
        else send(exchange, 200, answer);
    }

    private static String quoted(String text) {
        return Json.write(out -> out.writeString(text));
    }

    private static void stream(HttpExchange exchange, List<String> pieces) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (var piece : new ArrayList<>(pieces)) {
            exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
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
