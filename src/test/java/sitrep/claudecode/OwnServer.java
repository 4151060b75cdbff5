package sitrep.claudecode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** A server of ours as a process of its own, whose home is the laboratory's. */
final class OwnServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path log;

    OwnServer(Path home, int port) {
        this.port = port;
        this.log = home.resolve("sitrep.log");
        var command = List.of(java(), "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", path(), "sitrep.Main");
        var words = new ArrayList<>(command);
        words.addAll(List.of("serve", "--port", "" + port));
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "PATH", "/usr/bin:/bin",
                        "SITREP_DATA", home.resolve("data").toString()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        Awaitility.await().atMost(3, TimeUnit.MINUTES).ignoreExceptions().until(this::isReady);
    }

    /** The command that brings hooks, as a script. */
    static Path program(Path home) {
        try {
            var script = home.resolve("sitrep");
            Files.writeString(
                    script,
                    "#!/bin/sh\nexec '" + java() + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + path()
                            + "' sitrep.Main \"$@\"\n");
            if (!script.toFile().setExecutable(true)) throw new AssertionError(script + " cannot be run");
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** From wherever it is started. */
    private static String path() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean isReady() {
        if (!process.isAlive()) throw new AssertionError("the server ended: " + log);
        return send("/health/ready").statusCode() == 200;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private java.net.http.HttpResponse<String> send(String path) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    JsonNode get(String path) {
        return Json.read(send(path).body());
    }

    /** The task that goes by this name, with its runs; missing while there is none. */
    JsonNode task(String name) {
        for (var task : get("/api/v1/tasks?limit=100").path("items")) {
            if (task.path("name").asString("").equals(name)) {
                return get("/api/v1/tasks/" + task.path("id").asString());
            }
        }
        return Json.read("{}");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
