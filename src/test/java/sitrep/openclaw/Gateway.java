package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** A real gateway in a process of its own: on a free port of loopback, with a home of its own. */
final class Gateway implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-laboratory";
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int MOST_STARTS = 4;

    private final Install install;
    private final Path home;
    private final int port;
    private Process process;
    private int starts;

    /** Starts one whose model is at this address. */
    Gateway(Install install, Path home, String model) {
        this.install = install;
        this.home = home;
        this.port = freePort();
        write(home.resolve(".openclaw").resolve("openclaw.json"), config(model));
        write(home.resolve("workspace").resolve("notes.md"), "# Notes\n\nline one\n");
        process = start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** The folder that its agents work in. */
    Path workspace() {
        return home.resolve("workspace");
    }

    /** What it takes for the user's home. */
    Path home() {
        return home;
    }

    int port() {
        return port;
    }

    String url() {
        return "ws://127.0.0.1:" + port;
    }

    /** The log of its process. */
    Path log() {
        return home.resolve("gateway.log");
    }

    private Process start() {
        starts++;
        try {
            var starting = new ProcessBuilder(List.of(
                            install.node(), install.program().toString(), "gateway", "run", "--port", "" + port))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            var environment = starting.environment();
            environment.clear();
            environment.putAll(environment());
            return starting.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        var node = Path.of(install.node()).getParent();
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");
        return Map.of(
                "PATH", home.resolve("bin") + ":" + (node == null ? path : node + ":" + path),
                "HOME", home.toString(),
                "LANG", "C.UTF-8",
                "TZ", "UTC",
                "TERM", "dumb",
                "DO_NOT_TRACK", "1",
                "OPENCLAW_DISABLE_BONJOUR", "1",
                "SITREP_ACPX", install.acpx().toString());
    }

    /** An operator who may do everything, once the gateway lets one in. */
    Operator operator() {
        return Operator.whenLetIn(
                url(),
                TOKEN,
                List.of("admin", "read", "write", "approvals", "questions"),
                LONGEST_START,
                this::death,
                (_, _) -> {});
    }

    /** Somebody who may only read, and who tells this listener of every frame. */
    Operator reader(BiConsumer<String, JsonNode> listener) {
        return Operator.whenLetIn(url(), TOKEN, List.of("read"), LONGEST_START, this::death, listener);
    }

    /** Why waiting for it is in vain, if it is. On a busy machine it gives up its own start, and is started again. */
    private String death() {
        if (process.isAlive()) return "";
        if (starts < MOST_STARTS) {
            process = start();
            return "";
        }
        try {
            return "the gateway ended with " + process.exitValue() + ":\n" + Files.readString(log());
        } catch (IOException e) {
            return "the gateway ended, and its log cannot be read: " + e.getMessage();
        }
    }

    /** As {@code kill -9}, its commands and agents too: nothing in it gets to tidy up. */
    void kill() {
        var all = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops it where it stands: it is there, and answers nothing. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                    .inheritIO()
                    .start();
            if (sent.waitFor() != 0) throw new AssertionError("the gateway takes no " + name);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As if the same machine had started it anew after it died. */
    void restart() {
        starts = 0;
        process = start();
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(String model) {
        return """
                {
                  "gateway": {"mode": "local", "bind": "loopback", "port": %d,
                    "auth": {"mode": "token", "token": "%s"}, "controlUi": {"enabled": true}},
                  "update": {"checkOnStart": false, "auto": {"enabled": false}},
                  "telemetry": {"enabled": false},
                  "discovery": {"mdns": {"mode": "off"}},
                  "models": {"mode": "replace", "catalogRefresh": {"enabled": false}, "providers": {
                    "lab": %s, "vault": %s}},
                  "agents": {
                    "defaults": {"model": {"primary": "lab/scripted"}, "workspace": "%s", "skipBootstrap": true,
                      "maxConcurrent": 24, "heartbeat": {"every": "6h"},
                      "subagents": {"maxSpawnDepth": 2, "allowAgents": ["*"], "maxConcurrent": 16}},
                    "entries": {"main": {}, "careful": {"tools": {"exec": {"mode": "ask"}}},
                      "banker": {"model": {"primary": "vault/scripted"}}, "scribe": {}},
                    "ownership": "explicit"},
                  "tools": {"exec": {"mode": "full", "backgroundMs": 120000, "pathPrepend": ["%s/bin"]},
                    "toolSearch": false},
                  "plugins": {"load": {"paths": ["%s"]}, "entries": {"sitrep-scribe": {"enabled": true}}},
                  "acp": {"enabled": true, "backend": "scribe", "defaultAgent": "scribe", "allowedAgents": ["scribe"]}
                }
                """.formatted(port, TOKEN, provider(model), provider(model), workspace(), home, plugin());
    }

    private static String provider(String model) {
        return """
                {"baseUrl": "%s", "apiKey": "no-key", "api": "openai-completions", "models": [{"id": "scripted",
                 "name": "Scripted", "reasoning": false, "input": ["text"], "contextWindow": 200000, "maxTokens": 8192,
                 "cost": {"input": 0, "output": 0, "cacheRead": 0, "cacheWrite": 0}}]}""".formatted(model);
    }

    private static String plugin() {
        return Path.of("src", "test", "resources", "openclaw", "acp")
                .toAbsolutePath()
                .toString();
    }
}
