package sitrep.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sitrep.config.Config;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.patience.Patience;
import sitrep.core.source.Connection;
import sitrep.engine.Intake;
import sitrep.engine.SettableClock;
import sitrep.engine.act.Acts;
import sitrep.engine.act.Orders;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.JsonEvents;
import sitrep.engine.board.WorkersAtWork;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.contact.Sources;
import sitrep.engine.notice.Notices;
import sitrep.engine.watch.Watchman;
import sitrep.http.server.ServerPace;
import sitrep.json.Ids;
import sitrep.json.Json;
import sitrep.store.Store;
import sitrep.store.folder.FolderNotebook;
import sitrep.store.memory.MemoryStore;
import sitrep.store.sql.SqlStore;
import tools.jackson.databind.JsonNode;

/** A real server on a free port, with a clock to set. */
public final class TestServer implements AutoCloseable {
    /** An answer, as far as tests look at it. */
    public record Reply(int status, String body, java.net.http.HttpHeaders headers) {
        public JsonNode json() {
            return Json.read(body);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public final SettableClock clock = new SettableClock();
    /** How connectors stand, for tests to set. */
    public final AtomicReference<List<Connection>> connections = new AtomicReference<>(List.of());

    /** Who is told of what, for tests to set. */
    public final AtomicReference<NoticeSetup> told = new AtomicReference<>(NoticeSetup.none("notify.json"));

    private final TestHooks hooks;

    public final Notices notices;
    public final Board board;
    public final Feed feed = new Feed();
    public final HttpApp app;
    private final Store store;
    private final Writer writer;
    private final Watchman watchman;
    public final Acts acts;
    private final Orders orders;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final int port;

    /** One that keeps everything in memory. */
    public static TestServer inMemory() {
        return new TestServer(new MemoryStore(), Optional.empty());
    }

    /** One that keeps everything in a database in this folder. */
    public static TestServer in(Path folder) {
        return new TestServer(SqlStore.open(folder, new JsonEvents()), Optional.empty());
    }

    /** One that asks for a token. */
    public static TestServer withToken(String token) {
        return new TestServer(new MemoryStore(), Optional.of(token));
    }

    public TestServer(Store store, Optional<String> token) {
        this(store, token, Optional.empty(), ServerPace.USUAL);
    }

    public TestServer(Store store, Optional<String> token, Optional<Path> web, ServerPace pace) {
        this.store = store;
        var pulse = new Pulse();
        var contacts = new Contacts();
        board = new Board(store, pulse, contacts, Patience.USUAL);
        writer = new Writer(store, board, feed, _ -> {});
        InstantSource time = clock;
        var ids = new Ids(time);
        watchman = new Watchman(board, contacts, writer, Patience.USUAL, time, clock::nanos, ids);
        var intake = new Intake(writer, pulse, watchman);
        acts = new Acts(board, writer, time, ids);
        orders = new Orders(board, acts::changed);
        acts.add(orders);
        var config = new Config(Config.LOOPBACK, 0, Path.of("unused"), token);
        var sources = new Sources(contacts, connections::get, time);
        notices = new Notices(
                new Notices.Surroundings(board, feed, contacts, time, ids),
                told::get,
                new FolderNotebook(Path.of("target", "notices", ids.get())));
        var crew = new WorkersAtWork(board, pulse);
        hooks = new TestHooks(intake, clock);
        var telemetry = new TestTelemetry(intake, clock);
        var engine = new HttpApp.Engine(
                intake, board, acts, orders, feed, contacts, sources, crew, writer, notices, hooks, telemetry);
        app = new HttpApp(config, engine, time, ids, web, pace);
        try {
            port = app.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        url = "http://127.0.0.1:" + port;
    }

    public String url() {
        return url;
    }

    /** Lets time pass at once, and looks for silence then as the server does each second. */
    public void tick(Duration passed) {
        clock.advance(passed);
        watchman.tick();
    }

    public int port() {
        return port;
    }

    public Reply get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Posts JSON. */
    public Reply post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Posts a body of any kind. */
    public Reply post(String path, String type, byte[] body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends one report or event, written with single quotes for double ones, and expects that it is taken in. */
    public JsonNode report(String json) {
        var reply = post("/api/v1/events", json.replace('\'', '"'));
        if (reply.status() != 202) throw new AssertionError(reply.status() + " " + reply.body());
        return reply.json();
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpClient client() {
        return client;
    }

    /** From now on events cannot be written, as when the server is about to stop. */
    public void stopWriting() {
        writer.close();
    }

    /** Sends bytes as they are and answers all that comes back until the server closes the connection. */
    public String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A GET with this path and these headers, exactly; the answer with its head. */
    public String rawGet(String path, String... headers) throws IOException {
        var host = List.of(headers).stream().anyMatch(line -> line.startsWith("Host:"))
                ? ""
                : "Host: 127.0.0.1:" + port + "\r\n";
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return raw("GET " + path + " HTTP/1.1\r\n" + host + lines + "Connection: close\r\n\r\n");
    }

    public Listener listen(String query, String... headers) {
        return new Listener(this, query, headers);
    }

    @Override
    public void close() {
        hooks.close();
        orders.close();
        app.close();
        notices.close();
        feed.close();
        acts.close();
        writer.close();
        store.close();
        client.shutdownNow();
    }
}
