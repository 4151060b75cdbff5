package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** What is found, and how much of it there is. */
class SearchApiTest {
    private static final String TASKS = "/api/v1/tasks";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
        server.report("{'task':'blocked','phase':'waiting_approval','owner':'Dana'}");
        server.report("{'task':'asks','phase':'waiting_user'}");
        server.report("{'task':'works','phase':'testing','name':'Nightly build','owner':'Dana'}");
        server.report("{'task':'ended','phase':'done','summary':'913 tests'}");
        server.report("{'task':'waits','name':'Later','source':'cron'}");
        server.report("{'task':'told','phase':'failed','reported':'#ops'}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> ids(String query) {
        return ids(server.get(TASKS + query).json().get("items"));
    }

    private static List<String> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("id").stringValue())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void what_a_filter_selects_is_counted_whole_however_short_the_page() {
        for (var i = 0; i < 7; i++) server.report("{'task':'n" + i + "','phase':'testing','owner':'Lin'}");
        var counted = server.get("/api/v1/counts?owner=Lin").json();
        assertEquals(7, counted.get("total").intValue());
        assertEquals(7, counted.get("counts").get("working").intValue());
        assertEquals(0, counted.get("counts").get("needs_you").intValue());
        assertFalse(counted.has("partial"));
        assertEquals(13, server.get("/api/v1/counts").json().get("total").intValue());
        server.post("/api/v1/tasks/n3/dismissed", "");
        counted = server.get("/api/v1/counts?owner=Lin").json();
        assertEquals(6, counted.get("unshelved").get("working").intValue());
        assertEquals(1, counted.get("shelves").get("dismissed").intValue());
        assertEquals(
                0,
                server.get("/api/v1/counts?q=nothing+of+the+kind")
                        .json()
                        .get("total")
                        .intValue());
        assertEquals(400, server.get("/api/v1/counts?limit=3").status());
        assertEquals(400, server.get("/api/v1/counts?cursor=x").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            testing            | works
            succeeded          | ended
            office             | asks
            coder              | asks
            sub-agent          | asks
            cron               | waits
            mith               | blocked
            """)
    void a_search_finds_what_is_known_of_a_task(String words, String expected) {
        server.report("{'task':'asks','phase':'waiting_user','run':'r',"
                + "'worker':{'id':'w1','kind':'subagent','name':'coder','where':'office'}}");
        server.report("{'task':'blocked','owner':'J.Smith'}");
        assertEquals(List.of(expected), ids("?q=" + encoded(words)));
    }

    @Test
    void a_slip_of_a_finger_is_made_up_for_and_said() {
        var reply = server.get(TASKS + "?q=nihgtly+bui").json();
        assertEquals(List.of("works"), ids(reply.get("items")));
        assertEquals("nightly bui", reply.get("showing").stringValue());
        assertFalse(server.get(TASKS + "?q=nightly").json().has("showing"));
        assertEquals(List.of(), ids("?q=nihgtly+913"));
        assertEquals(List.of(), ids("?q=buidl+nihgtly"));
        assertEquals(List.of(), ids("?q=latr"), "a short word is near too much");
    }

    @Test
    void what_is_called_exactly_so_is_named_apart() {
        server.report("{'task':'build 4','name':'Build 4','phase':'testing'}");
        server.report("{'task':'build-42','name':'Build 42','phase':'testing'}");
        server.report("{'task':'x','name':'build  42','phase':'done','reported':'Dana'}");
        var reply = server.get(TASKS + "?q=Build+42").json();
        assertEquals(List.of("build-42", "x"), ids(reply.get("exact")));
        assertEquals(
                List.of("build 4"), ids(server.get(TASKS + "?q=build+4").json().get("exact")));
        assertFalse(server.get(TASKS + "?q=build").json().has("exact"));
    }
}
