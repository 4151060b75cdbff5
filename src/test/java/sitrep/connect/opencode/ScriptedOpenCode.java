package sitrep.connect.opencode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a server of OpenCode is to whoever only listens: it answers what it is told to, and pushes frames. */
final class ScriptedOpenCode implements AutoCloseable {
    /** Somebody who listens. */
    private record Listener(OutputStream out, CountDownLatch over) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Optional<String> password;

    ScriptedOpenCode(int port, Optional<String> password) {
        this.password = password;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers.put("/global/health", "{\"healthy\":true,\"version\":\"1.18.33\"}");
        answers.put("/session/status", "{}");
        answers.put("/permission", "[]");
        answers.put("/question", "[]");
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From now on that is answered to whoever asks for this path. */
    void say(String path, String json) {
        answers.put(path, json);
    }

    /** What was asked so far, as in {@code GET /permission}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    int listeners() {
        return listeners.size();
    }

    /** Tells everybody who listens. */
    void push(String type, String properties) {
        raw("data: {\"payload\":{\"id\":\"evt_" + System.nanoTime() + "\",\"type\":\"" + type + "\",\"properties\":"
                + properties + "},\"directory\":\"/srv/proj\"}\n\n");
    }

    void raw(String text) {
        for (var listener : listeners) {
            try {
                listener.out().write(text.getBytes(StandardCharsets.UTF_8));
                listener.out().flush();
            } catch (IOException _) {
                listener.over().countDown();
            }
        }
    }

    /** Ends what it tells, as when it is stopped. */
    void hangUp() {
        listeners.forEach(listener -> listener.over().countDown());
        listeners.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            var shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!shown.equals(password.map(ScriptedOpenCode::basic))) send(exchange, 401, "{}");
            else if (path.equals("/global/event")) listen(exchange);
            else if (answers.containsKey(path)) send(exchange, 200, answers.getOrDefault(path, ""));
            else send(exchange, 404, "{\"name\":\"NotFoundError\"}");
        }
    }

    private static String basic(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var listener = new Listener(exchange.getResponseBody(), new CountDownLatch(1));
        listener.out()
                .write("data: {\"payload\":{\"type\":\"server.connected\",\"properties\":{}}}\n\n"
                        .getBytes(StandardCharsets.UTF_8));
        listener.out().flush();
        listeners.add(listener);
        try {
            listener.over().await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        listeners.remove(listener);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        hangUp();
        server.stop(0);
        threads.shutdownNow();
    }
}
