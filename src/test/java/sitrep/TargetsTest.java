package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.Config;
import sitrep.connect.notice.Receiver;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** Who is told of what, changed while the server runs: the API, the file behind it, and what then arrives. */
class TargetsTest {
    private static final String TARGETS = "/api/v1/notifications/targets";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Receiver receiver = new Receiver();
    private Optional<App> app = Optional.empty();

    @AfterEach
    void stop() {
        app.ifPresent(App::close);
        receiver.close();
    }

    private Config config(Map<String, String> environment) {
        return new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.empty()).telling(environment, false);
    }

    private void start(Config config) {
        app.ifPresent(App::close);
        app = Optional.of(new App(config, InstantSource.system(), cause -> {
            throw new AssertionError(cause);
        }));
    }

    private Path file() {
        return folder.resolve("data").resolve("notify.json");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        var port = app.orElseThrow().port();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        if (headers.length > 0) request.headers(headers);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode json(int status, HttpResponse<String> reply) {
        assertEquals(status, reply.statusCode(), reply.body());
        return Json.read(reply.body());
    }

    private String plain(String path, String more) {
        return "{'kind':'plain','url':'" + receiver.url(path) + "'" + more + "}";
    }

    @Test
    void a_target_is_added_tested_told_of_what_it_asks_for_changed_and_removed() throws IOException {
        start(config(Map.of()));
        assertFalse(json(200, send("GET", TARGETS, "")).has("locked"));
        var only = plain("/one", ",'after':'0s','token':'t0p','reasons':['needs_you'],'only':{'owner':'Dana'}");
        var added = json(200, send("PUT", TARGETS + "/team", only));
        assertEquals("owner Dana", added.path("only").asString());
        assertEquals("[\"url\",\"token\"]", added.path("secrets").toString());
        assertFalse(added.toString().contains("t0p"), added.toString());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));

        json(200, send("POST", "/api/v1/notifications/test", "{'target':'team'}"));
        assertEquals("Bearer t0p", receiver.next().headers().get("authorization"));
        for (var owner : new String[] {"Mo", "Dana"}) {
            var block = "'phase':'waiting_approval','text':'git push'";
            var report = "{'task':'t-" + owner + "','name':'Of " + owner + "','owner':'" + owner + "'," + block + "}";
            json(202, send("POST", "/api/v1/events", report));
        }
        var told = receiver.next().body();
        assertTrue(told.startsWith("Of Dana needs an approval"), told);

        var changed = json(200, send("PUT", TARGETS + "/team", "{'kind':'plain','reasons':['failed'],'budget':3}"));
        assertEquals(3, changed.path("budget").asInt());
        json(200, send("POST", "/api/v1/notifications/test", "{'target':'team'}"));
        assertEquals("/one", receiver.next().path());
        json(200, send("DELETE", TARGETS + "/team", ""));
        assertEquals(404, send("DELETE", TARGETS + "/team", "").statusCode());
        assertEquals(0, json(200, send("GET", TARGETS, "")).path("items").size());
    }

    @Test
    void what_will_not_do_is_named_by_its_field_and_changes_nothing() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(file(), "{ targets: [ /* none yet */ ] }");
        start(config(Map.of()));
        var problem = json(422, send("PUT", TARGETS + "/team", plain("/x", ",'after':'soon'")));
        assertEquals("after", problem.path("field").asString());
        assertEquals("'soon'", problem.path("found").asString());
        assertEquals(400, send("PUT", TARGETS + "/team", "{").statusCode());
        assertEquals(422, send("PUT", TARGETS + "/team", "[]").statusCode());
        assertEquals(
                413,
                send("PUT", TARGETS + "/team", plain("/x", ",'chat':'" + "x".repeat(20_000) + "'"))
                        .statusCode());
        assertEquals("{ targets: [ /* none yet */ ] }", Files.readString(file()));
    }

    @Test
    void a_page_of_another_site_changes_nothing() {
        start(config(Map.of()));
        var site = new String[] {"Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"};
        assertEquals(403, send("PUT", TARGETS + "/team", plain("/x", ""), site).statusCode());
        assertEquals(403, send("DELETE", TARGETS + "/team", "", site).statusCode());
        assertFalse(Files.exists(file()));
    }

    @Test
    void without_the_token_nothing_is_changed() {
        start(new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.of("sesame")));
        assertEquals(401, send("PUT", TARGETS + "/team", plain("/x", "")).statusCode());
        assertEquals(401, send("DELETE", TARGETS + "/team", "").statusCode());
        var known = new String[] {"Authorization", "Bearer sesame"};
        assertEquals(200, send("PUT", TARGETS + "/team", plain("/x", ""), known).statusCode());
    }

    @Test
    void a_file_that_is_not_to_be_changed_is_not_and_that_is_said() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(file(), "{ targets: [] }");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
        start(config(Map.of()));
        refuses("notify.json cannot be changed: it is read-only.");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(200, send("PUT", TARGETS + "/team", plain("/x", "")).statusCode());
        assertEquals(PosixFilePermissions.fromString("rw-r-----"), Files.getPosixFilePermissions(file()));
        start(config(Map.of("SITREP_NOTIFY_LOCKED", "true")));
        refuses("changed in the file only (--notify-locked, or SITREP_NOTIFY_LOCKED).");
        start(config(Map.of()).lookingOnly(true));
        refuses("The server was started with --look-only.");
        var nowhere = Files.writeString(folder.resolve("a-file"), "").resolve("notify.json");
        start(config(Map.of("SITREP_NOTIFY", nowhere.toString())));
        refuses("cannot be changed: its folder cannot be written.");
    }

    private void refuses(String why) {
        var locked = json(200, send("GET", TARGETS, "")).path("locked").asString("");
        assertTrue(locked.endsWith(why), locked);
        for (var method : new String[] {"PUT", "DELETE"}) {
            var problem = json(409, send(method, TARGETS + "/team", plain("/x", "")));
            assertEquals(locked, problem.path("detail").asString());
        }
    }

    @Test
    void a_broken_file_is_left_alone() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(file(), "{ targets: [");
        start(config(Map.of()));
        var problem = json(409, send("PUT", TARGETS + "/team", plain("/x", "")));
        assertTrue(problem.path("detail").asString().contains("it is not JSON5 at line 1"), problem.toString());
        Files.write(file(), new byte[] {'{', '/', '/', (byte) 0xe4, '\n', '}'});
        problem = json(409, send("PUT", TARGETS + "/team", plain("/x", "")));
        assertTrue(problem.path("detail").asString().endsWith("it is not UTF-8."), problem.toString());
        assertEquals(6, Files.size(file()));
    }

    @Test
    void where_the_name_is_a_link_what_it_leads_to_is_written() throws IOException {
        var real = Files.writeString(folder.resolve("shared.json"), "{ targets: [] }");
        var link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        start(config(Map.of("SITREP_NOTIFY", link.toString())));
        json(200, send("PUT", TARGETS + "/team", plain("/x", "")));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(real).contains("name: \"team\""));
    }
}
