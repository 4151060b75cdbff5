package sitrep;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.ActingWish;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.ScriptedGateway;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** That something can be done at a gateway is asked for apart from looking, and can be taken back. */
class ActingSwitchTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ScriptedGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new ScriptedGateway();
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private App app(List<String> act, List<String> admin) throws IOException {
        return new App(config(act, admin), Clock.systemUTC(), _ -> {});
    }

    private Config config(List<String> act, List<String> admin) throws IOException {
        var token = Files.writeString(folder.resolve("token"), ScriptedGateway.TOKEN);
        var settings = GatewaySettings.of(
                List.of("office=" + gateway.url()),
                List.of(token.toString()),
                GatewaySettings.Scopes.READ_ONLY,
                Map.of());
        var wished = ActingWish.said(settings, act, admin, Map.of());
        return new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.empty(), List.of(), wished);
    }

    private JsonNode ask(App app, HttpRequest.Builder request, int status) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertEquals(status, answer.statusCode(), answer::body);
            return Json.read(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(app.toString(), e);
        }
    }

    private static URI at(App app, String path) {
        return URI.create("http://127.0.0.1:" + app.port() + "/api/v1" + path);
    }

    private JsonNode acting(App app) {
        return ask(app, HttpRequest.newBuilder(at(app, "/sources")), 200).at("/items/0/acting");
    }

    private JsonNode turn(App app, String source, String level, int status) {
        var body = "{\"source\":\"%s\",\"level\":\"%s\"}".formatted(source, level);
        var request = HttpRequest.newBuilder(at(app, "/sources/acting"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return ask(app, request, status);
    }

    private void isActing(App app, String level) {
        await().until(() -> acting(app).path("state").asString("").equals("live")
                && acting(app).path("level").asString("").equals(level));
    }

    private List<JsonNode> introductions() {
        return gateway.asked.stream()
                .filter(it -> it.path("method").asString().equals("connect"))
                .map(it -> it.path("params"))
                .toList();
    }

    private List<JsonNode> actors() {
        return introductions().stream()
                .filter(it -> it.path("scopes").toString().contains("operator.write"))
                .toList();
    }

    private Path file(String name) {
        return folder.resolve("data").resolve("openclaw").resolve(name);
    }

    @Test
    void whoOnlyLooksHasNothingToActWith() throws IOException {
        try (var app = app(List.of(), List.of())) {
            await().until(() -> gateway.count("cron.list") > 0);
            assertEquals("off", acting(app).path("level").asString());
            assertFalse(acting(app).has("state"));
            assertEquals(2, acting(app).path("levels").size());
        }
        assertEquals(1, introductions().size());
        assertEquals(
                "[\"operator.read\"]", introductions().getFirst().path("scopes").toString());
        assertTrue(Files.notExists(file("hand-device.json")) && Files.notExists(file("hand-office.json")));
    }

    @Test
    void actingIsAnotherDeviceWithTheScopesThatItNeedsAndNoMore() throws IOException {
        try (var app = app(List.of("office"), List.of())) {
            isActing(app, "operator");
        }
        var actor = actors().getFirst();
        assertEquals(
                "[\"operator.approvals\",\"operator.questions\",\"operator.write\"]",
                actor.path("scopes").toString());
        assertEquals("Sitrep (acting)", actor.at("/client/displayName").asString());
        assertEquals("[]", actor.path("caps").toString());
        var devices = introductions().stream()
                .map(it -> it.at("/device/id").asString())
                .distinct()
                .count();
        assertEquals(2, devices);
        for (var name : List.of("hand-device.json", "hand-office.json")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))), name);
        }
        assertNotEquals(Files.readString(file("device.json")), Files.readString(file("hand-device.json")));
        assertEquals(
                0,
                gateway.methods().stream()
                        .filter(it -> it.startsWith("chat.send") || it.contains("resolve"))
                        .count());
    }

    @Test
    void theSwitchCountsAtOnceAndAtLaterStartsAndLeavesNothingBehindWhenItIsOff() throws IOException {
        try (var app = app(List.of(), List.of())) {
            assertEquals(
                    "operator",
                    turn(app, "openclaw@office", "operator", 200)
                            .at("/acting/level")
                            .asString());
            isActing(app, "operator");
        }
        try (var app = app(List.of(), List.of())) {
            isActing(app, "operator");
            assertEquals(2, actors().size());
            assertEquals(
                    "[deviceToken]",
                    actors().get(1).path("auth").propertyNames().toString());
            turn(app, "openclaw@office", "admin", 200);
            isActing(app, "admin");
            assertTrue(actors().getLast().path("scopes").toString().contains("operator.admin"));
            assertEquals(
                    "off",
                    turn(app, "openclaw@office", "off", 200).at("/acting/level").asString());
            assertTrue(Files.notExists(file("hand-office.json")));
        }
        var before = actors().size();
        try (var app = app(List.of("office"), List.of())) {
            var first = gateway.count("cron.list");
            await().until(() -> gateway.count("cron.list") > first);
            assertEquals("off", acting(app).path("level").asString(), "what was asked for last counts");
        }
        assertEquals(before, actors().size());
    }

    @Test
    void aServerThatWasStartedNotToActCannotBeAskedTo() throws IOException {
        try (var app = app(List.of("none"), List.of())) {
            assertTrue(acting(app).path("locked").asBoolean());
            var problem = turn(app, "openclaw@office", "operator", 409);
            assertEquals("/problems/not-now", problem.path("type").asString());
            turn(app, "openclaw@home", "operator", 422);
            turn(app, "openclaw@office", "everything", 422);
        }
        assertEquals(0, actors().size());
    }

    @Test
    void aServerThatOnlyLooksAsksNoGatewayToLetItAct() throws IOException {
        try (var app = app(List.of("office"), List.of())) {
            isActing(app, "operator");
            turn(app, "openclaw@office", "operator", 200);
        }
        var before = actors().size();
        var looking = config(List.of("office"), List.of()).lookingOnly(true);
        try (var app = new App(looking, Clock.systemUTC(), _ -> {})) {
            var first = gateway.count("cron.list");
            await().until(() -> gateway.count("cron.list") > first);
            assertEquals("off", acting(app).path("level").asString());
            assertTrue(acting(app).path("locked").asBoolean());
            turn(app, "openclaw@office", "operator", 409);
        }
        assertEquals(before, actors().size());
    }

    @Test
    void whatTheGatewayWantsFirstIsSaidWithWhatToDo() throws IOException {
        try (var app = app(List.of(), List.of())) {
            await().until(() -> gateway.count("cron.list") > 0);
            gateway.refusal = Optional.of("""
                    {"code":"NOT_PAIRED","details":{"code":"PAIRING_REQUIRED","requestId":"r-17"}}""");
            turn(app, "openclaw@office", "operator", 200);
            await().until(() -> acting(app).path("state").asString("").equals("refused"));
            assertEquals(
                    "on its machine: openclaw devices approve r-17",
                    acting(app).path("remedy").asString());
        }
    }
}
