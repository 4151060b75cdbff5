package sitrep;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.ScriptedGateway;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The whole server observes a gateway: it is live, then lost, said once, and its tasks accuse nobody. */
class ObservingTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private JsonNode get(App app, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/v1" + path));
        try {
            return Json.read(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void until(App app, String path, String pointer, String expected) {
        await().until(() -> get(app, path).at(pointer).asString("").equals(expected));
    }

    private static String agent(String run, String stream, String data) {
        return "{\"runId\":\"" + run + "\",\"sessionKey\":\"agent:main:" + run + "\",\"agentId\":\"main\",\"stream\":\""
                + stream + "\",\"data\":" + data + ",\"seq\":1,\"ts\":"
                + Clock.systemUTC().millis() + "}";
    }

    /** The gateway is closed in the middle, for that is what the test is about. */
    @SuppressWarnings("try")
    @Test
    void aLostGatewayIsOneItemAndItsTasksCryNoStall() throws IOException {
        var token = Files.writeString(folder.resolve("token"), ScriptedGateway.TOKEN);
        try (var gateway = new ScriptedGateway()) {
            var settings = GatewaySettings.of(
                    List.of("office=" + gateway.url()),
                    List.of(token.toString()),
                    GatewaySettings.Scopes.READ_ONLY,
                    Map.of());
            var config = new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.empty(), List.of(), settings);
            try (var app = new App(config, Clock.systemUTC(), _ -> {})) {
                until(app, "/summary", "/sources/live", "1");
                for (var run : List.of("one", "two", "three")) {
                    gateway.push("agent", agent(run, "lifecycle", "{\"phase\":\"start\",\"startedAt\":1}"));
                }
                await().until(() -> get(app, "/tasks").path("items").size() == 3);
                gateway.close();
                until(app, "/summary", "/sources/blind", "1");
                until(app, "/summary", "/blind/0/source", "openclaw@office");
                var summary = get(app, "/summary");
                assertEquals(1, summary.path("blind").size());
                assertEquals(0, summary.path("phases").path("stalled").asInt());
                assertEquals(3, summary.path("counts").path("working").asInt(), summary::toString);
                assertEquals("blind", get(app, "/sources").at("/items/0/state").asString());
            }
        }
    }

    /** Its end is not closed, nobody is told of anything, and only the silence of the gateway's ticks tells. */
    @Test
    void aCableThatIsPulledIsOneItemAndClearsItselfWhenItIsPluggedInAgain() throws IOException {
        var token = Files.writeString(folder.resolve("token"), ScriptedGateway.TOKEN);
        try (var gateway = new ScriptedGateway();
                var cable = new Cable(gateway.port())) {
            gateway.tickMillis = 2_000;
            var settings = GatewaySettings.of(
                    List.of("office=ws://127.0.0.1:" + cable.port()),
                    List.of(token.toString()),
                    GatewaySettings.Scopes.READ_ONLY,
                    Map.of());
            var config = new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.empty(), List.of(), settings);
            try (var app = new App(config, Clock.systemUTC(), _ -> {})) {
                ticking(gateway, app, "/sources/live", "1");
                for (var run : List.of("one", "two", "three")) {
                    gateway.push("agent", agent(run, "lifecycle", "{\"phase\":\"start\",\"startedAt\":1}"));
                }
                ticking(gateway, app, "/counts/working", "3");
                cable.pull();
                ticking(gateway, app, "/sources/blind", "1");
                ticking(gateway, app, "/blind/0/source", "openclaw@office");
                var summary = get(app, "/summary");
                assertEquals(1, summary.path("blind").size(), summary::toString);
                assertEquals(0, summary.path("phases").path("stalled").asInt());
                assertEquals(3, summary.path("counts").path("working").asInt(), summary::toString);
                cable.plug();
                ticking(gateway, app, "/sources/live", "1");
                ticking(gateway, app, "/counts/working", "3");
                assertEquals(0, get(app, "/summary").path("blind").size());
            }
        }
    }

    /** Waits for this in the summary while the gateway ticks. */
    private void ticking(ScriptedGateway gateway, App app, String pointer, String expected) {
        await().until(() -> {
            gateway.push("tick", "{}");
            return get(app, "/summary").at(pointer).asString("").equals(expected);
        });
    }
}
