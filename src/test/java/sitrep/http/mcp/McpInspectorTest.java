package sitrep.http.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.http.TestServer;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The inspector of the protocol, which is not ours and speaks newer versions first, gets along with both ways in. */
class McpInspectorTest {
    private static final String PROGRAM =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.inMemory();
        server.report("{'task':'push','name':'Push','phase':'waiting_approval','text':'git push'}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void over_http_it_lists_the_tools_and_calls_one() throws Exception {
        assertTools(List.of(server.url() + "/mcp", "--transport", "http"));
    }

    @Test
    void over_standard_input_it_lists_the_tools_and_calls_one() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertTools(List.of(
                "-e",
                "SITREP_URL=" + server.url(),
                "--transport",
                "stdio",
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "sitrep.Main",
                "mcp"));
    }

    private void assertTools(List<String> target) throws IOException, InterruptedException {
        var tools = told(target, "--method", "tools/list").path("tools");
        var names = new ArrayList<String>();
        tools.forEach(tool -> names.add(tool.path("name").asString()));
        assertEquals(List.of("sitrep", "list_tasks", "get_task", "why", "wait_for", "report"), names);
        var called = told(target, "--method", "tools/call", "--tool-name", "sitrep");
        assertTrue(called.path("structuredContent").path("sentence").asString().startsWith("1 task needs you"));
        var task = told(target, "--method", "tools/call", "--tool-name", "get_task", "--tool-arg", "task=Push");
        assertEquals("push", task.path("structuredContent").path("id").asString());
    }

    private JsonNode told(List<String> target, String... words) throws IOException, InterruptedException {
        var command = Stream.of(Stream.of(node(), program(), "--cli"), target.stream(), Stream.of(words))
                .flatMap(part -> part)
                .toList();
        var errors = home.resolve("errors.txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> said + errorsIn(errors));
        return Json.read(said.substring(said.indexOf('{')));
    }

    private static String errorsIn(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String node() {
        return Optional.ofNullable(System.getenv("SITREP_NODE")).orElse("node");
    }

    /** The launcher installs it; without it there is no verdict, which is a failure. */
    private static String program() {
        return Optional.ofNullable(System.getenv("SITREP_MCP_INSTALL"))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new AssertionError("there is no inspector: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_MCP"))
                                .orElse("./sitrep test installs it and sets SITREP_MCP_INSTALL to its folder")))
                .toString();
    }
}
