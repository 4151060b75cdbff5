package sitrep.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.App;
import sitrep.config.Config;
import sitrep.core.act.Hand;

/** A whole Sitrep in this process, on a free port and a folder of its own, with reports to send. */
public final class Served implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private Optional<String> token = Optional.empty();
    private App app;
    private int port;

    Served(Path data) {
        this.data = data;
        this.app = open();
        this.port = app.port();
    }

    /** Starts again where it stopped: on the same port, with the same folder. */
    public void start() {
        app = open();
    }

    /** The same, but from now on it asks for a token. */
    public void startAsking(String wanted) {
        token = Optional.of(wanted);
        start();
    }

    /** As on a machine on which there is no agent. */
    private App open() {
        return new App(config(), clock, System::nanoTime, Served::broken, Map.of("HOME", data.toString()));
    }

    private Config config() {
        return new Config(Config.LOOPBACK, port, data, token);
    }

    private static void broken(Throwable cause) {
        throw new AssertionError("nothing can be written any more", cause);
    }

    public void stop() {
        app.close();
    }

    /** From now on this hand does what is asked of tasks. */
    public void add(Hand hand) {
        app.add(hand);
    }

    /** Where its data is. */
    public Path data() {
        return data;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends one report, with single quotes for double ones. */
    public void report(String json) {
        send(json.replace('\'', '"'));
    }

    /** Sends one report of something that happened a while ago, with single quotes for double ones. */
    public void report(Duration ago, String json) {
        send(timed(clock.instant(), new Reported(ago, json)));
    }

    /** What happened so long ago, with single quotes for double ones. */
    record Reported(Duration ago, String json) {}

    /** Sends them in this order in one request: each for itself would have to be made durable by itself. */
    void report(List<Reported> reports) {
        var now = clock.instant();
        send(reports.stream().map(it -> timed(now, it)).collect(Collectors.joining(",", "[", "]")));
    }

    private static String timed(Instant now, Reported it) {
        var time = now.minus(it.ago());
        return it.json().replace('\'', '"').replaceFirst("\\{", "{\"time\":\"" + time + "\",");
    }

    /** Sends JSON as it is. */
    public void send(String json) {
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
