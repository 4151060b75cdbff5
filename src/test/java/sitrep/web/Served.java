package sitrep.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import sitrep.config.Config;
import sitrep.core.Event;
import sitrep.core.Patience;
import sitrep.engine.Board;
import sitrep.engine.Contacts;
import sitrep.engine.Feed;
import sitrep.engine.Intake;
import sitrep.engine.Pulse;
import sitrep.engine.Watchman;
import sitrep.engine.Writer;
import sitrep.http.HttpApp;
import sitrep.json.EventJson;
import sitrep.json.Ids;
import sitrep.store.EventCodec;
import sitrep.store.SqlStore;

/** A server with the page on a free port, with a database in a folder of its own, and reports to send. */
final class Served implements AutoCloseable {
    private static final EventCodec CODEC = new EventCodec() {
        @Override
        public byte[] encode(Event event) {
            return EventJson.encode(event);
        }

        @Override
        public Event decode(byte[] bytes) {
            return EventJson.decode(bytes);
        }
    };

    private final InstantSource clock = InstantSource.system();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private Runnable stop = () -> {};
    private int port;

    Served(Path data) throws IOException {
        this.data = data;
        start();
    }

    /** Starts; again on the same port, with the same folder. */
    void start() throws IOException {
        var store = SqlStore.open(data, CODEC);
        var pulse = new Pulse();
        var contacts = new Contacts();
        var feed = new Feed();
        var board = new Board(store, pulse, contacts, Patience.USUAL);
        var writer = new Writer(store, board, feed, _ -> {});
        var ids = new Ids(clock);
        var watchman = new Watchman(board, contacts, writer, Patience.USUAL, clock, ids);
        var engine = new HttpApp.Engine(new Intake(writer, pulse, watchman), board, feed, contacts, writer);
        var config = new Config(Config.LOOPBACK, port, data, Optional.empty());
        var app = new HttpApp(config, engine, clock, ids, Optional.empty());
        port = app.start();
        stop = () -> {
            feed.close();
            app.close();
            writer.close();
            store.close();
        };
    }

    void stop() {
        stop.run();
        stop = () -> {};
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends one report, with single quotes for double ones. */
    void report(String json) {
        send(json.replace('\'', '"'));
    }

    /** Sends one report of something that happened a while ago, with single quotes for double ones. */
    void report(Duration ago, String json) {
        var time = clock.instant().minus(ago);
        send(json.replace('\'', '"').replaceFirst("\\{", "{\"time\":\"" + time + "\","));
    }

    /** Sends JSON as it is. */
    void send(String json) {
        var request = HttpRequest.newBuilder(url().resolve("/api/v1/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(202, answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("The server at " + url() + " did not take " + json, e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
