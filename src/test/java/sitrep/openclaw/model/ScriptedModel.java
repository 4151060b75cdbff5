package sitrep.openclaw.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sitrep.json.Json;
import sitrep.openclaw.Gates;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A model on loopback that speaks as OpenAI's chat completions do, word by word, and says what its scripts say. */
public final class ScriptedModel implements AutoCloseable {
    private static final ObjectMapper MAPPER = new JsonMapper();
    private static final String USAGE = """
            {"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}""";

    /** What is said when no script has more to say; the gateway keeps it to itself. */
    private static final Turn NOTHING_MORE = Turn.say("NO_REPLY");

    private final HttpServer server;
    private final Map<Script.Played, Integer> turns = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Script> scripts;
    private final Gates gates;
    private final Duration perWord;
    private final Optional<Path> dump;

    /**
     * @param perWord how long it takes to say a word
     * @param dump where every question is written to, for whoever wonders
     */
    public ScriptedModel(List<Script> scripts, Gates gates, Duration perWord, Optional<Path> dump) {
        this.scripts = scripts;
        this.gates = gates;
        this.perWord = perWord;
        this.dump = dump;
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
            if (!exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
                send(exchange, 200, "application/json", "{\"object\":\"list\",\"data\":[]}");
                return;
            }
            var question = MAPPER.readTree(body);
            var number = answers.incrementAndGet();
            if (dump.isPresent()) Files.write(dump.get().resolve("question-" + number + ".json"), body);
            var played = Script.of(scripts, question.path("messages"));
            var turn = next(played);
            pause(turn.after());
            // Who asks again because nobody lives to hear the answer is given the next one.
            if (turn.refusal().isEmpty()) played.ifPresent(it -> turns.merge(it, 1, Integer::sum));
            turn.gate().ifPresent(gates::pass);
            answer(exchange, turn, number, Offer.of(question));
        }
    }

    /** What comes now. A refusal whose gate is open is over. */
    private Turn next(Optional<Script.Played> played) {
        var turn = played.flatMap(it -> it.turn(turns.getOrDefault(it, 0))).orElse(NOTHING_MORE);
        if (turn.refusal().flatMap(Turn.Refusal::until).filter(gates::isOpen).isEmpty()) return turn;
        played.ifPresent(it -> turns.merge(it, 1, Integer::sum));
        return next(played);
    }

    private void answer(HttpExchange exchange, Turn turn, int number, Offer offer) throws IOException {
        if (turn.refusal().isPresent()) {
            refuse(exchange, turn.refusal().get());
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        for (var word : turn.words().split("(?<=\\s)")) {
            say(out, number, "{\"role\":\"assistant\",\"content\":%s}".formatted(quoted(word)), "null");
            pause(perWord);
        }
        turn.pause().ifPresent(gates::pass);
        var calls = offer.asked(turn.calls());
        for (var i = 0; i < calls.size(); i++) {
            say(out, number, "{\"tool_calls\":[%s]}".formatted(call(calls.get(i), number, i)), "null");
        }
        say(out, number, "{}", calls.isEmpty() ? "\"stop\"" : "\"tool_calls\"");
        out.write(("data: " + chunk(number, "\"choices\":[],\"usage\":" + USAGE) + "\n\ndata: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpExchange exchange, Turn.Refusal refusal) throws IOException {
        var error =
                "{\"error\":{\"message\":%s,\"code\":\"%d\"}}".formatted(quoted(refusal.message()), refusal.status());
        send(exchange, refusal.status(), "application/json", error);
    }

    private static void say(OutputStream out, int number, String delta, String finish) throws IOException {
        var choice = "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]".formatted(delta, finish);
        out.write(("data: " + chunk(number, choice) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String chunk(int number, String rest) {
        return "{\"id\":\"answer-%d\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"scripted\",%s}"
                .formatted(number, rest);
    }

    private static String call(Turn.Call call, int number, int index) {
        return "{\"index\":%d,\"id\":\"call_%d_%d\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                .formatted(index, number, index, quoted(call.tool()), quoted(call.arguments()));
    }

    private static String quoted(String text) {
        return Json.write(out -> out.writeString(text));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A model that thinks is the one thing here that takes time on purpose. */
    private void pause(Duration time) {
        if (time.isZero()) return;
        try {
            never.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gates.openAll();
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
