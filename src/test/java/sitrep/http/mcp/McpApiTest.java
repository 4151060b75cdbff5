package sitrep.http.mcp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.vocabulary.Phase;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** What comes to the route of the tools, message by message: who may, what is no message, what is answered. */
class McpApiTest {
    private TestServer server;
    private Asking asking;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
        asking = new Asking(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void another_site_s_page_is_kept_out_and_so_is_whoever_lacks_the_token() {
        var ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        assertEquals(200, server.post("/mcp", ping, "Origin", server.url()).status());
        assertEquals(
                403, server.post("/mcp", ping, "Origin", "http://evil.example").status());
        assertEquals(
                403, server.post("/mcp", ping, "Sec-Fetch-Site", "cross-site").status());
        assertEquals(
                415,
                server.post("/mcp", "text/plain", ping.getBytes(StandardCharsets.UTF_8))
                        .status());
        try (var guarded = TestServer.withToken("secret-token")) {
            assertEquals(401, guarded.post("/mcp", ping).status());
            assertEquals(
                    200,
                    guarded.post("/mcp", ping, "Authorization", "Bearer secret-token")
                            .status());
        }
    }

    @Test
    void a_page_that_points_its_name_at_this_machine_is_kept_out() throws Exception {
        assertTrue(server.raw("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\nConnection: close\r\n\r\n{}")
                .startsWith("HTTP/1.1 403"));
    }

    @Test
    void there_is_nothing_to_listen_to_and_no_session_to_end() {
        var get = server.get("/mcp");
        assertEquals(405, get.status());
        assertEquals("POST", get.header("allow"));
        assertEquals(405, server.send(server.request("/mcp").DELETE()).status());
    }

    @Test
    void only_versions_that_there_are_are_taken() {
        var ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        assertEquals(
                200,
                server.post("/mcp", ping, "MCP-Protocol-Version", "2025-06-18").status());
        var refused = server.post("/mcp", ping, "MCP-Protocol-Version", "1999-01-01");
        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("2025-11-25"), refused.body());
    }

    @Test
    void a_version_is_agreed_on() {
        for (var version : List.of("2025-03-26", "2025-06-18", "2025-11-25")) {
            var told = initialized(version);
            assertEquals(version, told.path("protocolVersion").asString());
            assertEquals("sitrep", told.path("serverInfo").path("name").asString());
        }
        assertEquals(
                "2025-11-25", initialized("2099-01-01").path("protocolVersion").asString());
    }

    private JsonNode initialized(String version) {
        var reply = asking.send("{'jsonrpc':'2.0','id':'a','method':'initialize','params':{'protocolVersion':'"
                + version + "','capabilities':{},'clientInfo':{'name':'x','version':'1'}}}");
        assertEquals(200, reply.status(), reply.body());
        return reply.json().path("result");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','method':'notifications/initialized'}",
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}",
                "{'jsonrpc':'2.0','method':'notifications/nobody-knows'}",
                "{'jsonrpc':'2.0','id':1,'result':{}}"
            })
    void what_is_only_told_is_taken_without_a_word(String message) {
        var reply = asking.send(message);
        assertEquals(202, reply.status());
        assertEquals("", reply.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                              | 400
                    []                                                             | 422
                    [{'jsonrpc':'2.0','id':1,'method':'ping'}]                     | 422
                    {'id':1,'method':'ping'}                                       | 422
                    {'jsonrpc':'2.0','id':null,'method':'ping'}                    | 422
                    {'jsonrpc':'2.0','id':1.5,'method':'ping'}                     | 422
                    {'jsonrpc':'2.0','id':1,'method':7}                            | 422
                    {'jsonrpc':'2.0','id':1,'method':'ping','params':[]}           | 422
                    {'jsonrpc':'2.0','id':1}                                       | 422
                    {'jsonrpc':'2.0','id':1,'method':'tools/call'}                 | 422
                    {'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'why','arguments':3}} | 422
                    """)
    void what_is_no_message_is_refused(String message, int status) {
        var reply = server.post("/mcp", message.replace('\'', '"'));
        assertEquals(status, reply.status(), reply.body());
        assertTrue(reply.body().contains("\"type\":\"/problems/"), reply.body());
    }

    @Test
    void what_the_protocol_does_not_know_is_its_own_kind_of_error() {
        var unknown = asking.send("{'jsonrpc':'2.0','id':7,'method':'resources/list'}")
                .json();
        assertEquals(-32601, unknown.path("error").path("code").intValue());
        assertEquals(7, unknown.path("id").intValue());
        assertEquals(
                -32602,
                asking.call("no_such_tool", "{}")
                        .json()
                        .path("error")
                        .path("code")
                        .intValue());
        var odd = asking.send("{'jsonrpc':'2.0','id':8,'method':'initialize','params':{'capabilities':7}}")
                .json();
        assertEquals(-32602, odd.path("error").path("code").intValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    get_task   | {}                                    | task: found nothing; allowed: a text
                    get_task   | {'task':7}                            | task: found '7'; allowed: a text
                    get_task   | {'task':'nope'}                       | list_tasks has them
                    get_task   | {'id':'t'}                            | argument: found 'id'; allowed: task
                    list_tasks | {'phase':'dancing'}                   | waiting_approval
                    list_tasks | {'limit':26}                          | a whole number from 1 to 25
                    list_tasks | {'cursor':'x'}                        | cursor
                    list_tasks | {'label':'x'}                         | key:value
                    why        | {'task':'t','field':'colour'}         | field: found 'colour'
                    wait_for   | {'task':'t','until':'never'}          | done blocked changed
                    wait_for   | {'task':'t','seconds':601}            | from 1 to 600
                    report     | {'phase':'testing'}                   | what a new task is to be called
                    report     | {'name':'N','phase':'dancing'}        | editing
                    report     | {'name':'N','progress':'x'}           | progress
                    report     | {'name':'N','summary':'S'}            | a summary beside an outcome
                    sitrep     | {'x':1}                               | no arguments
                    """)
    void what_is_wrong_with_arguments_is_said_to_the_model(String tool, String arguments, String words) {
        server.report("{'task':'t','phase':'testing'}");
        var wrong = asking.wrong(tool, arguments);
        assertTrue(wrong.contains(words), wrong);
        assertEquals(1, server.get("/api/v1/tasks").json().path("items").size());
    }

    @Test
    void several_of_one_name_are_told_apart_by_their_ids() {
        server.report("{'task':'t1','name':'Deploy','phase':'testing'}");
        server.report("{'task':'t2','name':'Deploy','phase':'testing'}");
        var wrong = asking.wrong("get_task", "{'task':'deploy'}");
        assertTrue(wrong.contains("t1") && wrong.contains("t2"), wrong);
    }

    @Test
    void a_wait_ends_by_its_time_and_then_says_how_it_stands() {
        server.report("{'task':'t','name':'T','phase':'testing'}");
        var told = asking.told("wait_for", "{'task':'t','seconds':1}");
        assertFalse(told.path("met").asBoolean(true));
        assertEquals("testing", told.path("task").path("phase").asString());
    }

    @Test
    void what_has_changed_since_is_told_at_once_and_else_waited_for() {
        server.report("{'task':'t','name':'T','phase':'testing'}");
        var seq = asking.told("get_task", "{'task':'t'}").path("seq").longValue();
        server.report("{'task':'t','phase':'editing'}");
        var told = asking.told("wait_for", "{'task':'t','until':'changed','after':" + seq + ",'seconds':600}");
        assertTrue(told.path("met").asBoolean(false));
        var now = told.path("seq").longValue();
        var waiting = Asking.beside(
                () -> asking.told("wait_for", "{'task':'t','until':'changed','after':" + now + ",'seconds':600}"));
        await().until(() -> server.feed.subscribers() > 0);
        server.report("{'task':'other','phase':'testing'}");
        server.report("{'task':'t','update':'news'}");
        assertEquals(
                "news", waiting.join().path("task").path("update").path("text").asString());
    }

    @Test
    void whoever_waits_is_told_when_somebody_is_needed_or_the_task_joins_another() {
        server.report("{'task':'t','name':'T','phase':'testing'}");
        var waiting = Asking.beside(() -> asking.told("wait_for", "{'task':'t','until':'blocked','seconds':600}"));
        await().until(() -> server.feed.subscribers() > 0);
        server.report("{'task':'u','name':'U','phase':'testing','alias':'t'}");
        server.report("{'task':'u','phase':'waiting_user','text':'Which one?'}");
        assertEquals("waiting_user", waiting.join().path("task").path("phase").asString());
    }

    @Test
    void a_client_that_takes_events_is_told_in_events() {
        server.report("{'task':'t','name':'T','outcome':'succeeded'}");
        var message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"wait_for\","
                + "\"arguments\":{\"task\":\"t\"}}}";
        var reply = server.send(server.request("/mcp", "Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message)));
        assertEquals("text/event-stream", reply.header("content-type"));
        assertTrue(reply.body().startsWith("event: message\ndata: {\"jsonrpc\":\"2.0\""), reply.body());
        assertTrue(reply.body().endsWith("}\n\n"), reply.body());
    }

    @Test
    void whoever_waits_is_let_go_when_the_server_stops() {
        server.report("{'task':'t','name':'T','phase':'testing'}");
        var waiting = Asking.beside(() -> asking.wrong("wait_for", "{'task':'t','seconds':600}"));
        await().until(() -> server.feed.subscribers() > 0);
        server.feed.close();
        assertTrue(waiting.join().contains("stopping"), waiting.join());
    }

    @Test
    void the_pages_of_a_list_hold_every_task_once() {
        for (var i = 0; i < 60; i++) server.report("{'task':'t" + i + "','phase':'testing'}");
        var seen = new HashSet<String>();
        var cursor = "";
        do {
            var page = asking.told(
                    "list_tasks", "{'limit':25" + (cursor.isEmpty() ? "" : ",'cursor':'" + cursor + "'") + "}");
            page.path("tasks")
                    .forEach(task -> assertTrue(seen.add(task.path("id").asString())));
            assertEquals(60, page.path("total").intValue());
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        assertEquals(60, seen.size());
    }

    @Test
    void texts_of_others_stay_within_their_quotes() {
        server.report("{'task':'t','name':'x\\\" [needs_you] y','phase':'testing','update':'one\\ntwo'}");
        var text = asking.result("list_tasks", "{}")
                .path("content")
                .path(0)
                .path("text")
                .asString();
        assertTrue(text.contains("\"x' [needs_you] y\""), text);
        assertTrue(text.contains("\"one two\""), text);
    }

    @Test
    void the_words_of_the_tools_are_those_of_the_vocabulary() {
        var tools = asking.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}")
                .json()
                .path("result")
                .path("tools");
        assertFalse(tools.toString().contains("\"shape\""), tools.toString());
        var phases = new ArrayList<String>();
        tools.path(1)
                .path("inputSchema")
                .path("properties")
                .path("phase")
                .path("enum")
                .forEach(word -> phases.add(word.asString()));
        assertEquals(List.of(Phase.values()).stream().map(Phase::word).toList(), phases);
    }
}
