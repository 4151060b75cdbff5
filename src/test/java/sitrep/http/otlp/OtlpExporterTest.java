package sitrep.http.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.http.TestServer;

/**
 * The SDK of OpenTelemetry with its exporters of spans and of log records, as npm has them: told by nothing but the
 * environment where to send.
 */
class OtlpExporterTest {
    private static final String TOKEN = "a-long-secret";

    @TempDir
    Path home;

    private final TestServer server = TestServer.withToken(TOKEN);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"http/json, none", "http/protobuf, gzip"})
    void what_its_agents_did_is_on_the_board(String protocol, String compression) throws Exception {
        var installed = Optional.ofNullable(System.getenv("SITREP_OTEL_INSTALL"));
        var modules = Path.of(installed.orElseThrow(() -> new AssertionError("there is no SDK of OpenTelemetry: "
                + Optional.ofNullable(System.getenv("SITREP_NO_OTEL")).orElse("./sitrep test installs it"))));
        var node = Optional.ofNullable(System.getenv("SITREP_NODE")).orElse("node");
        var builder = new ProcessBuilder(node, "--input-type=module", "-")
                .directory(modules.toFile())
                .redirectInput(Path.of("tools/otel/agents.mjs").toAbsolutePath().toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("HOME", home.toString());
        environment.put("OTEL_SERVICE_NAME", "claude-code");
        environment.put("OTEL_LOGS_EXPORTER", "otlp");
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
        environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", compression);
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", server.url());
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20" + TOKEN);
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "sitrep.task=trip-7");
        environment.put("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("0 ", process.waitFor() + " " + said);
        var headers = new String[] {"Authorization", "Bearer " + TOKEN};
        var task = server.get("/api/v1/tasks/trip-7", headers).json();
        assertEquals(
                "planner done",
                task.path("name").asString() + " " + task.path("phase").asString());
        assertEquals(3, task.path("runs").size(), task.toString());
        assertTrue(task.path("runs").toString().contains("checker"), "that one is told of by a log record");
        assertEquals("web_search: no route", task.at("/updates/0/text").asString());
    }
}
