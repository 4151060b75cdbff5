package sitrep.openclaw;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import sitrep.App;
import sitrep.config.ActingWish;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.core.source.Acting;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** A whole Sitrep in this process that observes gateways, looked at through its API. */
final class Watched implements AutoCloseable {
    /** How long anything may take to show: far longer than it does on a machine with something else to do. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private static final List<Expected> EXPECTED = Expected.all();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final App app;
    private final Kept kept;

    /** One by the real clock. */
    Watched(Path data, Kept kept, Map<String, Gateway> gateways) {
        this.kept = kept;
        app = new App(config(data, gateways, ActingWish.UNSAID), InstantSource.system(), Watched::broken);
    }

    /** One that may act. */
    Watched(Path data, Kept kept, Acting.Level level, Map<String, Gateway> gateways) {
        this.kept = kept;
        var config = config(data, gateways, new ActingWish(level, false));
        app = new App(config, InstantSource.system(), Watched::broken);
    }

    /** @param gateways by the names that operators call them */
    Watched(Path data, Kept kept, Hurrying clock, Map<String, Gateway> gateways) {
        this.kept = kept;
        app = new App(config(data, gateways, ActingWish.UNSAID), clock, clock::nanos, Watched::broken);
    }

    private static Config config(Path data, Map<String, Gateway> gateways, ActingWish acting) {
        var observed = gateways.entrySet().stream()
                .map(entry -> observed(data, entry.getKey(), entry.getValue(), acting))
                .toList();
        return new Config(Config.LOOPBACK, 0, data, Optional.empty(), List.of(), observed);
    }

    private static void broken(Throwable cause) {
        throw new AssertionError("nothing can be written any more", cause);
    }

    private static GatewaySettings observed(Path data, String name, Gateway gateway, ActingWish acting) {
        try {
            var token = Files.writeString(data.resolve(name + ".token"), Gateway.TOKEN);
            return new GatewaySettings(
                    name,
                    Optional.of(URI.create(gateway.url())),
                    Optional.of(token),
                    GatewaySettings.Scopes.READ_ONLY,
                    acting);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + app.port();
    }

    JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) throw new AssertionError(path + " answered " + answer.body());
            return Json.read(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " did not answer", e);
        }
    }

    /** What was answered. */
    record Said(int status, JsonNode json) {}

    /** Posts a body, under a key by which a repeat of it is known. */
    Said post(String path, String key, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Said(answer.statusCode(), Json.read(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " did not answer", e);
        }
    }

    /** The newest task of this name, as a whole. */
    Optional<JsonNode> task(String name) {
        var tasks = get("/api/v1/tasks?limit=200").path("items");
        return StreamSupport.stream(tasks.spliterator(), false)
                .filter(task -> task.path("name").asString("").equals(name))
                .max(Comparator.comparing(task -> task.path("created").asString("")))
                .map(task -> URLEncoder.encode(task.path("id").asString(""), StandardCharsets.UTF_8))
                .map(id -> get("/api/v1/tasks/" + id.replace("+", "%20")));
    }

    /** How many tasks go by this name. */
    long count(String name) {
        return get("/api/v1/tasks?limit=200")
                .path("items")
                .valueStream()
                .filter(task -> task.path("name").asString("").equals(name))
                .count();
    }

    /** Waits until the board says of the task what is expected at that moment of the scenario. */
    JsonNode shows(String scenario, String moment, String task) {
        var expected = EXPECTED.stream()
                .filter(row -> row.scenario().equals(scenario) && row.moment().equals(moment))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table has no row " + scenario + ", " + moment));
        var seen = until(task, it -> expected.differences(it).isEmpty());
        if (seen.isEmpty())
            throw new AssertionError("there is no task " + task + ": " + get("/api/v1/tasks?limit=200"));
        kept.row(expected.told(seen.get()));
        var differences = expected.differences(seen.get());
        if (differences.isEmpty()) return seen.get();
        throw new AssertionError(
                scenario + ", " + moment + "\n" + String.join("\n", differences) + "\n" + Json.pretty(seen.get()));
    }

    /** The task once it is as wished, or as it is when that takes too long. */
    Optional<JsonNode> until(String name, Predicate<JsonNode> wished) {
        var end = Instant.now().plus(LONGEST);
        var task = task(name);
        while (task.filter(wished).isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(150_000_000);
            task = task(name);
        }
        return task;
    }

    /** Waits until there is contact with this source. */
    void isConnected(String source) {
        if (!comes(() -> state(source).equals("live")))
            throw new AssertionError(get("/api/v1/sources").toString());
    }

    /** Whether contact with this source is, or comes to be, lost. */
    boolean isLost(String source) {
        return comes(() -> !state(source).equals("live") && !state(source).isEmpty());
    }

    private String state(String source) {
        for (var known : get("/api/v1/sources").path("items")) {
            if (known.path("id").asString("").equals(source))
                return known.path("state").asString("");
        }
        return "";
    }

    /** Whether it comes to be so. */
    static boolean comes(BooleanSupplier condition) {
        var end = Instant.now().plus(LONGEST);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) return false;
            LockSupport.parkNanos(150_000_000);
        }
        return true;
    }

    @Override
    public void close() {
        app.close();
    }
}
