package sitrep.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The server of OpenCode as {@code ./sitrep test} has installed it, in a home that holds nothing of this machine's. */
final class OpenCode implements AutoCloseable {
    private static final String NAMED_BY = "SITREP_OPENCODE_INSTALL";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What is asked of a server that just begins to listen may never be answered. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Process process;
    private final int port;
    private final Path log;

    /** The program that the launcher names. Without one a test is skipped, which is a failure on CI. */
    static Path required() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var program = Optional.ofNullable(System.getenv(NAMED_BY))
                .map(folder -> Path.of(folder, "node_modules", "opencode-linux-" + architecture, "bin", "opencode"))
                .filter(Files::isExecutable);
        Assumptions.assumeTrue(
                program.isPresent(),
                () -> "there is no OpenCode: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_OPENCODE"))
                                .orElse("./sitrep test installs it and sets " + NAMED_BY + " to its folder"));
        return program.orElseThrow();
    }

    OpenCode(Path program, Path folder, String model) {
        try {
            var home = Files.createDirectories(folder.resolve("home"));
            var project = Files.createDirectories(folder.resolve("proj"));
            log = folder.resolve("opencode.log");
            Files.writeString(project.resolve("app.py"), "def add(a, b):\n    return a - b\n");
            var settings = Files.writeString(home.resolve("opencode.json"), """
                    {"provider":{"lab":{"npm":"@ai-sdk/openai-compatible","name":"Laboratory",
                    "options":{"baseURL":"%s","apiKey":"none"},"models":{"scripted":{"name":"Scripted"}}}},
                    "model":"lab/scripted","small_model":"lab/scripted","permission":{"bash":"ask","edit":"allow"},
                    "autoupdate":false,"share":"disabled"}
                    """.formatted(model));
            port = freePort();
            var started = new ProcessBuilder(
                            program.toString(), "serve", "--port", "" + port, "--hostname", "127.0.0.1")
                    .directory(project.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            started.environment().clear();
            started.environment()
                    .putAll(Map.of(
                            "PATH", "/usr/bin:/bin",
                            "HOME", home.toString(),
                            "LANG", "C.UTF-8",
                            "TZ", "UTC",
                            "OPENCODE_CONFIG", settings.toString(),
                            "OPENCODE_DISABLE_AUTOUPDATE", "1",
                            "OPENCODE_DISABLE_MODELS_FETCH", "1",
                            "OPENCODE_DISABLE_LSP_DOWNLOAD", "1"));
            process = started.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        Awaitility.await().atMost(3, TimeUnit.MINUTES).ignoreExceptions().until(this::isReady);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) throw new AssertionError("OpenCode ended: " + log);
        return send("GET", "/global/health", "").path("healthy").asBoolean(false);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(url().resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofString()).body();
            return Json.read(answer.isBlank() ? "{}" : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks for something in a new session, and answers which that is. */
    String ask(String words) {
        var session = send("POST", "/session", "{}").path("id").asString();
        send(
                "POST",
                "/session/" + session + "/prompt_async",
                "{\"parts\":[{\"type\":\"text\",\"text\":\"" + words
                        + "\"}],\"model\":{\"providerID\":\"lab\",\"modelID\":\"scripted\"}}");
        return session;
    }

    /** The request that waits in a session, once there is one. */
    private String waiting(String sort, String session) {
        return Awaitility.await()
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> open(sort, session), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> open(String sort, String session) {
        for (var request : send("GET", "/" + sort, "")) {
            if (request.path("sessionID").asString("").equals(session)) {
                return Optional.of(request.path("id").asString());
            }
        }
        return Optional.empty();
    }

    void permit(String session, String reply) {
        send("POST", "/permission/" + waiting("permission", session) + "/reply", "{\"reply\":\"" + reply + "\"}");
    }

    void answer(String session, String word) {
        send("POST", "/question/" + waiting("question", session) + "/reply", "{\"answers\":[[\"" + word + "\"]]}");
    }

    void abort(String session) {
        send("POST", "/session/" + session + "/abort", "");
    }

    @Override
    public void close() {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
