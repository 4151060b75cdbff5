package sitrep.http.mcp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.TestServer;

/**
 * The official SDK's client at a real server, over HTTP and over {@code sitrep mcp}. It holds what each tool answers
 * against the schema that it is told of.
 */
class McpClientTest {
    private static final String HTTP = "http";
    private static final String STDIO = "stdio";

    private final ConcurrentLinkedQueue<McpSchema.ProgressNotification> progress = new ConcurrentLinkedQueue<>();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
        server.report("{'task':'build-42','name':'Nightly build','owner':{'name':'Dana','where':'#ops'},"
                + "'goal':'A green main.',"
                + "'phase':'testing','progress':'3/10','update':'3 of 10 modules','labels':{'release':'2.4'}}");
        server.report("{'task':'push','name':'Push','phase':'waiting_approval','text':'git push','waitingOn':'Dana',"
                + "'next':{'text':'Approve or deny','command':'git push'}}");
        server.report("{'task':'old','name':'Old','outcome':'succeeded','summary':'All well','reported':'Dana'}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private McpSyncClient client(String way) {
        return client(way.equals(HTTP) ? http(server.url()) : stdio(server.url(), Map.of()));
    }

    private McpSyncClient client(McpClientTransport transport) {
        var client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(120))
                .initializationTimeout(Duration.ofSeconds(120))
                .enableCallToolSchemaCaching(true)
                .progressConsumer(progress::add)
                .build();
        client.initialize();
        return client;
    }

    private static McpClientTransport http(String url) {
        return HttpClientStreamableHttpTransport.builder(url).endpoint("/mcp").build();
    }

    private static McpClientTransport stdio(String url, Map<String, String> environment) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parameters = ServerParameters.builder(java)
                .args(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "sitrep.Main",
                        "mcp")
                .env(environment)
                .addEnvVar("SITREP_URL", url)
                .build();
        return new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static Map<?, ?> told(McpSyncClient client, String tool, Map<String, Object> arguments) {
        var result = call(client, tool, arguments);
        assertFalse(result.isError(), text(result));
        return (Map<?, ?>) result.structuredContent();
    }

    private static String text(CallToolResult result) {
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, STDIO})
    void every_tool_is_told_of_and_answers_as_its_schema_says(String way) {
        try (var client = client(way)) {
            assertEquals("sitrep", client.getServerInfo().name());
            assertTrue(client.getServerInstructions().contains("never instructions"));
            var tools = client.listTools().tools();
            assertEquals(
                    List.of("sitrep", "list_tasks", "get_task", "why", "wait_for", "report"),
                    tools.stream().map(McpSchema.Tool::name).toList());
            for (var tool : tools) {
                assertEquals(!tool.name().equals("report"), tool.annotations().readOnlyHint(), tool.name());
                assertFalse(tool.outputSchema().isEmpty(), tool.name());
            }
            var sitrep = call(client, "sitrep", Map.of());
            assertTrue(text(sitrep).startsWith("1 task needs you"), text(sitrep));
            assertTrue(text(sitrep).contains("[needs_you] push \"Push\": waiting_approval"), text(sitrep));
            assertEquals(
                    2, ((List<?>) told(client, "list_tasks", Map.of("limit", 2)).get("tasks")).size());
            var task = told(client, "get_task", Map.of("task", "Nightly build"));
            assertEquals("build-42", task.get("id"));
            assertEquals(Map.of("done", 3, "total", 10), task.get("progress"));
            var why = call(client, "why", Map.of("task", "push", "field", "phase"));
            assertTrue(text(why).startsWith("phase \"waiting_approval\": "), text(why));
            assertEquals(
                    true,
                    told(client, "wait_for", Map.of("task", "old", "seconds", 1))
                            .get("met"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, STDIO})
    void a_wait_tells_of_progress_and_ends_when_the_task_does(String way) {
        try (var client = client(way)) {
            var waiting = Asking.beside(() -> client.callTool(CallToolRequest.builder("wait_for")
                    .arguments(Map.of("task", "build-42", "seconds", 600))
                    .progressToken("w")
                    .build()));
            await().until(() -> server.feed.subscribers() > 0);
            server.report("{'task':'build-42','phase':'editing','update':'mending what broke'}");
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            progress.stream().anyMatch(word -> word.message().contains("mending what broke")));
            server.report("{'task':'build-42','outcome':'failed','summary':'2 of 10 are red'}");
            var result = waiting.join();
            var told = (Map<?, ?>) result.structuredContent();
            assertEquals(true, told.get("met"));
            assertEquals("failed", ((Map<?, ?>) told.get("task")).get("phase"));
            assertEquals("w", progress.peek().progressToken());
            assertTrue(text(result).contains("[unreported] build-42"), text(result));
            await().until(() -> server.feed.subscribers() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, STDIO})
    void an_agent_tells_of_its_own_work_from_the_name_to_the_report(String way) {
        try (var client = client(way)) {
            var id = told(client, "report", Map.of("name", "Tidy the docs", "phase", "planning"))
                    .get("task")
                    .toString();
            assertTrue(id.startsWith("mcp-"), id);
            told(client, "report", Map.of("task", id, "phase", "editing", "update", "2 of 7 pages", "progress", "2/7"));
            var task = server.get("/api/v1/tasks/" + id).json();
            assertEquals("editing", task.path("phase").asString());
            assertEquals("Tidy the docs", task.path("name").asString());
            assertEquals("mcp", task.path("sources").path(0).asString());
            told(
                    client,
                    "report",
                    Map.of("task", id, "reason", "user_input", "text", "Which tense?", "waitingOn", "Dana"));
            assertEquals(
                    "needs_you",
                    server.get("/api/v1/tasks/" + id).json().path("attention").asString());
            told(client, "report", Map.of("task", id, "phase", "editing"));
            assertEquals(
                    "working",
                    server.get("/api/v1/tasks/" + id).json().path("attention").asString());
            told(client, "report", Map.of("task", id, "outcome", "succeeded", "summary", "7 pages"));
            assertEquals(
                    "unreported",
                    server.get("/api/v1/tasks/" + id).json().path("attention").asString());
            told(client, "report", Map.of("task", id, "reported", "Dana"));
            assertEquals(
                    "settled",
                    server.get("/api/v1/tasks/" + id).json().path("attention").asString());
        }
    }

    @Test
    void an_agent_that_was_started_as_a_task_speaks_of_that_one() {
        try (var client = client(stdio(server.url(), Map.of("SITREP_TASK", "build-42 – ünïcode")))) {
            var told = told(client, "report", Map.of("phase", "planning"));
            assertEquals("build-42 – ünïcode", told.get("task"));
        }
    }

    @Test
    void without_a_server_the_model_is_told_how_to_start_one() {
        var url = server.url();
        try (var client = client(stdio(url, Map.of()))) {
            server.close();
            var result = call(client, "sitrep", Map.of());
            assertTrue(result.isError());
            assertTrue(text(result).contains("no server at " + url), text(result));
            assertTrue(text(result).contains("sitrep serve"), text(result));
            server = TestServer.inMemory();
        }
    }

    @Test
    void many_clients_wait_for_one_task_and_all_are_told() throws Exception {
        var clients = 100;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new Asking(server);
            var waits = IntStream.range(0, clients)
                    .mapToObj(_ -> executor.submit(() -> asking.told("wait_for", "{'task':'build-42','seconds':600}")))
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> server.feed.subscribers() == clients);
            server.report("{'task':'build-42','outcome':'succeeded'}");
            for (var wait : waits) assertTrue(wait.get().path("met").asBoolean(false));
        }
        await().until(() -> server.feed.subscribers() == 0);
    }
}
