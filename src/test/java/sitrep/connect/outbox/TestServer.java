package sitrep.connect.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import sitrep.core.event.Event;
import sitrep.json.EventJson;

/** A real, small server that takes events in, or answers as a test wants it to. */
public final class TestServer implements AutoCloseable {
    /** One request as it came. */
    public record Request(String path, String type, String authorization, List<String> lines) {}

    /** What to answer. */
    public record Answer(int status, String body) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Event> taken = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> answering = TestServer::takeAll;

    public TestServer() {
        this(0);
    }

    /** @param port 0 for any that is free */
    public TestServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** A port on which nobody listens. */
    public static int closedPort() {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return uri(server.getAddress().getPort());
    }

    public static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public TestServer answering(Function<Request, Answer> answer) {
        answering = answer;
        return this;
    }

    public List<Request> requests() {
        return requests;
    }

    /** The events of all requests that were answered with 202. */
    public List<Event> events() {
        return taken;
    }

    public static Answer takeAll(Request request) {
        return new Answer(
                202, "{\"accepted\":" + request.lines().size() + ",\"duplicate\":0,\"refused\":0,\"items\":[]}");
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var request = new Request(
                exchange.getRequestURI().getPath(),
                String.valueOf(headers.getFirst("Content-Type")),
                String.valueOf(headers.getFirst("Authorization")),
                body.lines().toList());
        requests.add(request);
        var answer = answering.apply(request);
        if (answer.status() == 202) {
            request.lines().forEach(line -> taken.add(EventJson.decode(line.getBytes(StandardCharsets.UTF_8))));
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
