package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.server.ServerPace;
import sitrep.store.memory.MemoryStore;

class AssetsTest {
    private static final String PAGE = "<!doctype html><title>Sitrep</title>" + " ".repeat(1000);

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("index.html"), PAGE);
        Files.writeString(folder.resolve("app.js"), "export const x = 1;\n");
        Files.createDirectory(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/row.js"), "export const y = 2;\n");
        Files.writeString(folder.resolve("secret.key"), "no type, no answer");
        server = new TestServer(new MemoryStore(), Optional.empty(), Optional.of(folder), ServerPace.USUAL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tasks/build-42", "/tasks/a%2Fb", "/?filter=needs_you", "/tasks/%2e%2e"})
    void the_page_is_the_same_for_every_task(String path) {
        var reply = server.get(path);
        assertEquals(200, reply.status());
        assertEquals(PAGE, reply.body());
        assertEquals("text/html; charset=utf-8", reply.header("content-type"));
        assertEquals("no-cache", reply.header("cache-control"));
    }

    @Test
    void files_have_their_types() {
        assertEquals(
                "text/javascript; charset=utf-8", server.get("/assets/app.js").header("content-type"));
        assertEquals("export const y = 2;\n", server.get("/assets/parts/row.js").body());
        assertEquals("application/yaml", server.get("/openapi.yaml").header("content-type"));
    }

    /** A visit over a slow line waits for each answer. */
    @Test
    void a_page_of_many_files_is_sent_as_few() throws IOException {
        Files.writeString(folder.resolve("index.html"), """
                <head>
                  <link rel="stylesheet" href="/assets/base.css">
                  <link rel="stylesheet" href="/assets/parts/row.css">
                  <script type="module" src="/assets/app.js"></script>
                </head>
                """);
        Files.writeString(folder.resolve("app.js"), "import { y } from './parts/row.js';\nconsole.log(y);\n");
        Files.writeString(folder.resolve("base.css"), "a { color: red; }\n");
        Files.writeString(folder.resolve("parts/row.css"), "a { color: blue; }\n");
        assertEquals("""
                <head>
                  <link rel="stylesheet" href="/assets/all.css">
                  <script type="module" src="/assets/all.js"></script>
                </head>
                """, server.get("/").body());
        assertEquals(
                "a { color: red; }\n\na { color: blue; }\n",
                server.get("/assets/all.css").body());
        var script = server.get("/assets/all.js");
        assertEquals("text/javascript; charset=utf-8", script.header("content-type"));
        assertTrue(script.body().contains("const { y } = $get('parts/row.js');\nconsole.log(y);"), script.body());
        assertTrue(script.body().contains("const y = 2;\nreturn { y };"), script.body());
    }

    @Test
    void a_file_that_is_still_the_same_is_not_sent_again() {
        var tag = server.get("/assets/app.js").header("etag");
        var again = server.get("/assets/app.js", "If-None-Match", tag);
        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals(tag, again.header("etag"));
        assertEquals(
                200, server.get("/assets/app.js", "If-None-Match", "\"other\"").status());
    }

    @Test
    void who_understands_gzip_gets_it() throws Exception {
        var request = server.request("/", "Accept-Encoding", "br, gzip").GET().build();
        var response = server.client().send(request, BodyHandlers.ofInputStream());
        assertEquals("gzip", response.headers().firstValue("content-encoding").orElse(""));
        assertEquals("Accept-Encoding", response.headers().firstValue("vary").orElse(""));
        try (var plain = new GZIPInputStream(response.body())) {
            assertArrayEquals(PAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8), plain.readAllBytes());
        }
        assertTrue(response.headers().firstValue("etag").orElse("").endsWith("-gz\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../openapi.yaml",
                "/assets/..%2Fopenapi.yaml",
                "/assets/%2e%2e/openapi.yaml",
                "/assets/",
                "/assets/parts",
                "/assets/nowhere.js",
                "/assets/secret.key",
                "/assets//etc/passwd",
                "/assets/.hidden.js",
                "/assets/app.js%00.html",
                "/assets/..%5c..%5capp.js",
                "/assets"
            })
    void nothing_else_is_served(String path) throws IOException {
        assertTrue(server.rawGet(path).startsWith("HTTP/1.1 404 "), path);
    }

    @Test
    void while_developing_a_change_is_seen_at_once() throws IOException {
        server.get("/assets/app.js");
        Files.writeString(folder.resolve("app.js"), "export const x = 2;\n");
        assertEquals("export const x = 2;\n", server.get("/assets/app.js").body());
    }

    @Test
    void head_tells_all_but_the_body() {
        var head = server.send(server.request("/api/v1/tasks").HEAD());
        assertEquals(200, head.status());
        assertEquals("", head.body());
        assertEquals(String.valueOf(server.get("/api/v1/tasks").body().length()), head.header("content-length"));
        assertEquals(200, server.send(server.request("/api/v1/changes").HEAD()).status());
    }
}
