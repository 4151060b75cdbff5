package sitrep.openclaw;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the gateway: asks it things, and is told what happens. */
final class Operator implements AutoCloseable {
    private static final ObjectMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONGEST_CHALLENGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(4);

    /** An answer that says no. */
    static final class Refused extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Refused(String method, String reason) {
            super(method + ": " + reason);
        }
    }

    /** No answer: the connection ended, or nothing comes. A gateway that starts on a busy machine does that, too. */
    static final class HungUp extends AssertionError {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        HungUp(String method, Exception cause) {
            super(method + " was not answered", cause);
        }
    }

    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JsonNode> challenge = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final WebSocket socket;

    private Operator(String url, BiConsumer<String, JsonNode> listener) {
        listeners.add(listener);
        socket = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(30))
                .buildAsync(URI.create(url), new Ears())
                .join();
        listeners.add((direction, frame) -> {
            if (direction.equals("in")) take(frame);
        });
    }

    /** One with these scopes, as soon as the gateway lets it in; fails when that is in vain. */
    static Operator whenLetIn(
            String url,
            String token,
            List<String> scopes,
            Duration longest,
            Supplier<String> inVain,
            BiConsumer<String, JsonNode> listener) {
        var end = Instant.now().plus(longest);
        while (Instant.now().isBefore(end)) {
            if (!inVain.get().isEmpty()) throw new AssertionError(inVain.get());
            try {
                return letIn(url, token, scopes, listener);
            } catch (CompletionException | Refused | HungUp _) {
                LockSupport.parkNanos(200_000_000);
            }
        }
        throw new AssertionError("the gateway let nobody in for " + longest);
    }

    private static Operator letIn(
            String url, String token, List<String> scopes, BiConsumer<String, JsonNode> listener) {
        var operator = new Operator(url, listener);
        try {
            operator.sayHello(token, scopes);
            return operator;
        } catch (CompletionException | Refused | HungUp e) {
            operator.close();
            throw e;
        }
    }

    private void sayHello(String token, List<String> scopes) {
        challenge.orTimeout(LONGEST_CHALLENGE.toMillis(), TimeUnit.MILLISECONDS).join();
        ask("connect", """
                {"minProtocol":4,"maxProtocol":4,"role":"operator","scopes":[%s],
                 "client":{"id":"gateway-client","version":"1.0.0","platform":"linux","mode":"backend"},
                 "caps":["tool-events","approvals","exec-approvals"],
                 "auth":{"token":"%s"},"locale":"en-US"}""".formatted(
                scopes.stream().map(scope -> "\"operator." + scope + "\"").collect(Collectors.joining(",")), token));
    }

    /** Asks, and answers what the gateway answers. */
    JsonNode ask(String method, String parameters) {
        var id = "q" + requests.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        var frame =
                "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters);
        synchronized (socket) {
            tell("out", MAPPER.readTree(frame));
            socket.sendText(frame, true).join();
        }
        try {
            var told = answer.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (told.path("ok").asBoolean(false)) return told.path("payload");
            throw new Refused(method, told.path("error").toString());
        } catch (TimeoutException | InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new HungUp(method, e);
        }
    }

    /** Says something in a session, as a person would, and answers which run that began. */
    String chat(String session, String words) {
        return chat(session, words, Map.of());
    }

    /** Says something that is to wait until what goes on in the session is answered. */
    String chatAfterwards(String session, String words) {
        return chat(session, words, Map.of("queueMode", "followup"));
    }

    private String chat(String session, String words, Map<String, String> how) {
        return ask("chat.send", Json.write(out -> {
                    out.writeStartObject();
                    out.writeStringProperty("sessionKey", session);
                    out.writeStringProperty("message", words);
                    out.writeStringProperty("idempotencyKey", UUID.randomUUID().toString());
                    how.forEach(out::writeStringProperty);
                    out.writeEndObject();
                }))
                .path("runId")
                .asString("");
    }

    /** Gives a session a name for people. */
    void label(String session, String label) {
        ask("sessions.patch", "{\"key\":\"%s\",\"label\":\"%s\"}".formatted(session, label));
    }

    /** Puts a job into the schedule and has it run at once. */
    void runByClock(String name, String words) {
        run(schedule(name, words));
    }

    /** Puts a job into the schedule, and answers its id. */
    String schedule(String name, String words) {
        return ask("cron.add", """
                {"name":"%s","agentId":"main","enabled":true,"schedule":{"kind":"cron","expr":"0 6 * * *"},
                 "sessionTarget":"isolated","wakeMode":"now","payload":{"kind":"agentTurn","message":"%s"},
                 "delivery":{"mode":"none"}}""".formatted(name, words)).path("id").asString("");
    }

    /** Has a scheduled job run at once. */
    void run(String job) {
        ask("cron.run", "{\"id\":\"%s\",\"mode\":\"force\"}".formatted(job));
    }

    /** Allows or denies what approval is asked for. */
    void decide(JsonNode asked, String decision) {
        var id = asked.path("id").asString("");
        ask("exec.approval.resolve", "{\"id\":\"%s\",\"decision\":\"%s\"}".formatted(id, decision));
    }

    /** Answers a question. */
    void answer(JsonNode asked, String answer) {
        var question = asked.path("questions").path(0).path("questionId").asString("");
        ask(
                "question.resolve",
                "{\"id\":\"%s\",\"answers\":{\"answers\":{\"%s\":[\"%s\"]}}}"
                        .formatted(asked.path("id").asString(""), question, answer));
    }

    /** Every frame from now on goes to this one too, with its direction, {@code in} or {@code out}. */
    void listen(BiConsumer<String, JsonNode> listener) {
        listeners.add(listener);
    }

    /** The next event of this name that is as wished, from now on. */
    CompletableFuture<JsonNode> next(String event, java.util.function.Predicate<JsonNode> wished) {
        var found = new CompletableFuture<JsonNode>();
        listen((direction, frame) -> {
            var payload = frame.path("payload");
            if (direction.equals("in") && frame.path("event").asString("").equals(event) && wished.test(payload)) {
                found.complete(payload);
            }
        });
        return found;
    }

    private void tell(String direction, JsonNode frame) {
        listeners.forEach(listener -> listener.accept(direction, frame));
    }

    private void take(JsonNode frame) {
        if (frame.path("event").asString("").equals("connect.challenge")) challenge.complete(frame);
        if (!frame.path("type").asString("").equals("res")) return;
        var answer = asked.remove(frame.path("id").asString(""));
        if (answer != null) answer.complete(frame);
    }

    private void end(Throwable why) {
        closed.complete(true);
        challenge.completeExceptionally(why);
        asked.values().forEach(answer -> answer.completeExceptionally(why));
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard.append(part);
            if (last) {
                tell("in", MAPPER.readTree(heard.toString()));
                heard.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            end(new IllegalStateException("the gateway closed the connection: " + status + " " + reason));
            return WebSocket.Listener.super.onClose(from, status, reason);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(error);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
