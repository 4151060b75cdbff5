package sitrep.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on a free port that gives recorded answers and remembers what it was asked. Anything else is not found. */
public final class StandIn implements AutoCloseable {

    record Given(int status, String body) {}

    /** The end of a stream, when put in place of a line. */
    public static final String HANG_UP = "hang up";

    private final Map<String, Given> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public StandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public StandIn give(String request, String body) {
        return give(request, 200, body);
    }

    public StandIn give(String request, int status, String body) {
        answers.put(request, new Given(status, body));
        return this;
    }

    /** Sends something down the stream of changes: lines of it, or {@link #HANG_UP}. */
    public void change(String lines) {
        changes.add(lines);
    }

    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(request + (token == null ? "" : " " + token) + (body.isEmpty() ? "" : " " + body));
            if (request.startsWith("GET /api/v1/changes")) {
                stream(exchange);
                return;
            }
            var given = answers.getOrDefault(request, new Given(404, "{\"title\":\"Not found\",\"status\":404}"));
            var bytes = given.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(given.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        var lines = "event: hello\ndata: {\"seq\":1}\n\n";
        try {
            while (!lines.equals(HANG_UP)) {
                out.write(lines.getBytes(StandardCharsets.UTF_8));
                out.flush();
                lines = changes.take();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
