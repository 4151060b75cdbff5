package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import sitrep.connect.tee.Teed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A real gateway in a process of its own: on a free port of loopback, with a home of its own. */
final class Gateway implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-laboratory";
    private static final Duration LONGEST_START = Duration.ofMinutes(20);
    private static final int MOST_STARTS = 8;

    private final Setup.Site site;
    private final Setup setup;
    private Process process;
    private int starts;

    /** Starts one whose model is at this address. */
    Gateway(Install install, Path home, String model, Setup setup) {
        this.site = new Setup.Site(install, home, freePort(), model);
        this.setup = setup;
        setup.write(site);
        process = start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** The folder that its agents work in. */
    Path workspace() {
        return site.workspace();
    }

    /** What it takes for the user's home. */
    Path home() {
        return site.home();
    }

    /** From now on the clerk's command stands behind {@code sitrep acp}, with this script of ours between the two. */
    void putInFrontOfClerk(String server, Path outbox, List<String> script) {
        var words = new ArrayList<>(List.of("env", "SITREP_URL=" + server, "SITREP_DATA=" + outbox));
        words.addAll(Teed.words());
        if (!script.isEmpty()) words.add(site.install().node());
        words.addAll(script);
        var array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        try {
            Files.writeString(home().resolve("in-front-of-clerk.json"), array.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return site.port();
    }

    String url() {
        return "ws://127.0.0.1:" + site.port();
    }

    /** The log of its process. */
    Path log() {
        return site.home().resolve("gateway.log");
    }

    private Process start() {
        starts++;
        try {
            var starting = openclaw(site, List.of("gateway", "run", "--port", "" + site.port()), log());
            starting.environment().putAll(setup.environment());
            return starting.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** OpenClaw's own command there, in an environment that holds nothing of this machine's user. */
    static ProcessBuilder openclaw(Setup.Site site, List<String> arguments, Path log) {
        var command = new ArrayList<>(
                List.of(site.install().node(), site.install().program().toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(site.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().clear();
        process.environment().putAll(environment(site));
        return process;
    }

    private static Map<String, String> environment(Setup.Site site) {
        var node = Path.of(site.install().node()).getParent();
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");
        return Map.of(
                "PATH", site.home().resolve("bin") + ":" + (node == null ? path : node + ":" + path),
                "HOME", site.home().toString(),
                "LANG", "C.UTF-8",
                "TZ", "UTC",
                "TERM", "dumb",
                "DO_NOT_TRACK", "1",
                "OPENCLAW_DISABLE_BONJOUR", "1",
                "SITREP_ACPX", site.install().acpx().toString());
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

    /** As if the same machine had started it anew after it died; answers once it lets operators in. */
    void restart() {
        starts = 0;
        process = start();
        operator().close();
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
}
