package sitrep.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.config.Config;
import sitrep.http.HttpApp;
import sitrep.http.TestServer;

class AccessTest {
    private static final String TOKEN = "correct-horse-battery-staple";
    private static final String TASKS = "/api/v1/tasks";

    private static TestServer free;
    private static TestServer locked;

    @BeforeAll
    static void start() {
        free = TestServer.inMemory();
        locked = TestServer.withToken(TOKEN);
    }

    @AfterAll
    static void stop() {
        free.close();
        locked.close();
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:1",
                "LOCALHOST:7717",
                "127.0.0.1",
                "127.0.0.1:80",
                "127.1.2.3",
                "[::1]",
                "[::1]:7717",
                "localhost.",
                "sitrep.localhost:7717"
            })
    void the_names_of_this_machine_are_answered(String host) throws IOException {
        assertEquals(200, status(free.rawGet(TASKS, "Host: " + host)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7717",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.1.7",
                "notlocalhost",
                "[::2]",
                "localhost@evil.example",
                "0.0.0.0"
            })
    void a_name_that_was_pointed_at_this_machine_is_not(String host) throws IOException {
        for (var path : new String[] {TASKS, "/", "/health/live", "/openapi.yaml", "/nowhere"}) {
            var answer = free.rawGet(path, "Host: " + host);
            assertTrue(status(answer) == 403 || status(answer) == 400, path + " " + answer);
            if (status(answer) == 403)
                assertTrue(answer.contains("without a token this server answers only as localhost"));
        }
    }

    @Test
    void with_a_token_any_name_will_do() throws IOException {
        assertEquals(401, status(locked.rawGet(TASKS, "Host: sitrep.example")));
        assertEquals(200, status(locked.rawGet(TASKS, "Host: sitrep.example", "Authorization: Bearer " + TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:3000",
                "null",
                "file://",
                "http://127.0.0.1.evil.example"
            })
    void pages_of_others_may_neither_write_nor_read(String origin) {
        assertEquals(
                403,
                free.post("/api/v1/events", "{\"task\":\"csrf\"}", "Origin", origin)
                        .status());
        assertEquals(403, free.get(TASKS, "Origin", origin).status());
        assertEquals(403, free.get("/api/v1/changes", "Origin", origin).status());
        assertEquals(404, free.get(TASKS + "/csrf").status());
    }

    @Test
    void a_form_on_a_page_of_others_may_not_write() {
        var reply = free.post(
                "/api/v1/events",
                "text/plain",
                "{\"task\":\"csrf\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Sec-Fetch-Site",
                "cross-site",
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Dest",
                "document");
        assertEquals(403, reply.status());
        assertEquals(
                "The request comes from a page of another site.",
                reply.json().get("detail").stringValue());
    }

    @Test
    void our_own_page_may_do_all() {
        assertEquals(
                200,
                free.get(TASKS, "Origin", free.url(), "Sec-Fetch-Site", "same-origin")
                        .status());
        assertEquals(
                202,
                free.post("/api/v1/events", "{\"task\":\"own\"}", "Origin", free.url())
                        .status());
    }

    @Test
    void behind_a_proxy_that_speaks_tls_the_origin_has_no_port() throws IOException {
        var bearer = "Authorization: Bearer " + TOKEN;
        assertEquals(
                200, status(locked.rawGet(TASKS, "Host: sitrep.example", "Origin: https://sitrep.example", bearer)));
        assertEquals(
                403, status(locked.rawGet(TASKS, "Host: sitrep.example", "Origin: https://other.example", bearer)));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin,cors,empty,200", "none,navigate,document,200", "cross-site,navigate,document,200",
        "same-site,navigate,document,200", "cross-site,no-cors,script,403", "cross-site,no-cors,image,403",
        "same-site,cors,empty,403", "cross-site,navigate,iframe,403"
    })
    void following_a_link_from_elsewhere_is_fine_but_embedding_is_not(
            String site, String mode, String dest, int expected) {
        var reply = free.get(TASKS, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", dest);
        assertEquals(expected, reply.status());
    }

    @Test
    void without_the_token_there_is_no_data() {
        var reply = locked.get(TASKS);
        assertEquals(401, reply.status());
        assertEquals("Bearer realm=\"sitrep\"", reply.header("www-authenticate"));
        assertEquals("application/problem+json", reply.header("content-type"));
        for (var wrong :
                new String[] {"Bearer nope", "Bearer", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "x", "Bearer  "}) {
            assertEquals(401, locked.get(TASKS, "Authorization", wrong).status(), wrong);
        }
        assertEquals(401, locked.get("/metrics").status());
        assertEquals(401, locked.get("/api/v1/changes").status());
        assertEquals(401, locked.post("/api/v1/events", "{\"task\":\"t\"}").status());
        assertEquals(401, locked.get(TASKS + "?token=" + TOKEN).status());
    }

    @Test
    void with_the_token_there_is() {
        var bearer = "Bearer " + TOKEN;
        assertEquals(200, locked.get(TASKS, "Authorization", bearer).status());
        assertEquals(200, locked.get(TASKS, "Authorization", "bearer " + TOKEN).status());
        assertEquals(
                202,
                locked.post("/api/v1/events", "{\"task\":\"t\"}", "Authorization", bearer)
                        .status());
        assertEquals(200, locked.get("/metrics", "Authorization", bearer).status());
    }

    @Test
    void what_holds_no_data_needs_no_token() {
        assertEquals(200, locked.get("/health/live").status());
        assertEquals(200, locked.get("/health/ready").status());
        assertEquals(200, locked.get("/openapi.yaml").status());
    }

    @Test
    void a_browser_shows_the_token_once_and_gets_a_cookie() {
        var reply = locked.get("/?token=" + TOKEN);
        assertEquals(303, reply.status());
        assertEquals("/", reply.header("location"));
        assertEquals("/tasks/a%2Fb", locked.get("/tasks/a%2Fb?token=" + TOKEN).header("location"));
        var cookie = reply.header("set-cookie");
        assertTrue(cookie.contains("; HttpOnly"), cookie);
        assertTrue(cookie.contains("; SameSite=Strict"), cookie);
        assertFalse(cookie.contains(TOKEN), "the token itself stays out of the browser's cookies");
        var pair = cookie.substring(0, cookie.indexOf(';'));
        assertEquals(200, locked.get(TASKS, "Cookie", "other=1; " + pair).status());
        assertEquals(401, locked.get(TASKS, "Cookie", pair + "x").status());
        assertEquals(
                401,
                locked.get(TASKS, "Cookie", pair.replaceFirst("=.*", "=" + TOKEN))
                        .status());
    }

    @Test
    void a_wrong_token_lets_nobody_in() {
        var reply = locked.get("/?token=wrong");
        assertEquals(401, reply.status());
        assertEquals("", reply.header("set-cookie"));
    }

    @Test
    void every_answer_forbids_what_a_browser_could_do_with_it() {
        for (var path : new String[] {TASKS, "/openapi.yaml", "/nowhere", TASKS + "?x=1"}) {
            var reply = free.get(path);
            assertEquals(
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
                    reply.header("content-security-policy"));
            assertEquals("nosniff", reply.header("x-content-type-options"));
            assertEquals("no-referrer", reply.header("referrer-policy"));
            assertEquals("same-origin", reply.header("cross-origin-opener-policy"));
            assertEquals("", reply.header("access-control-allow-origin"));
        }
        assertEquals("no-store", free.get(TASKS).header("cache-control"));
        assertEquals("no-store", free.get("/nowhere").header("cache-control"));
    }

    @Test
    void there_are_no_preflights_to_pass() {
        var options = free.send(free.request(TASKS, "Access-Control-Request-Method", "POST")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals(405, options.status());
        assertEquals("GET, HEAD", options.header("allow"));
        assertEquals("", options.header("access-control-allow-methods"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,,false",
        "127.9.9.9,,false",
        "::1,,false",
        "localhost,,false",
        "0.0.0.0,,true",
        "::,,true",
        "192.168.1.7,,true",
        "0.0.0.0,secret,false",
        "no such host,,true"
    })
    void other_machines_are_let_in_only_with_a_token(String bind, String token, boolean isRefused) {
        var objection = HttpApp.objection(new Config(bind, 0, Path.of("x"), Optional.ofNullable(token)));
        assertEquals(isRefused, objection.isPresent());
        objection.ifPresent(text -> {
            assertTrue(text.contains(bind), text);
            assertTrue(text.contains("SITREP_TOKEN"), text);
        });
    }

    @Test
    void a_browser_gets_a_ticket_for_the_token_that_was_typed() {
        assertEquals(401, locked.post("/api/v1/session", "").status());
        assertEquals(
                401,
                locked.post("/api/v1/session", "", "Authorization", "Bearer wrong")
                        .status());
        var reply = locked.post("/api/v1/session", "", "Authorization", "Bearer " + TOKEN);
        assertEquals(200, reply.status());
        var cookie = reply.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
        assertFalse(cookie.contains(TOKEN));
        assertEquals(
                200, locked.get(TASKS, "Cookie", cookie.replaceFirst(";.*", "")).status());
        assertTrue(free.post("/api/v1/session", "")
                .headers()
                .firstValue("set-cookie")
                .isEmpty());
    }
}
