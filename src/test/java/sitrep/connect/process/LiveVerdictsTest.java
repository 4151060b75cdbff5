package sitrep.connect.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.process.start.Wrapping;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.SettableClock;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * Real commands that hang in every way, wrapped as a person would, and a real server whose clock the test sets: what is
 * said of each, why, and that it is taken back. All of them at once, for most of the time is spent in waiting.
 */
class LiveVerdictsTest {
    private static final String GOES_ON = "echo on again; exec tail -f /dev/null";

    private static final Duration STEP = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    private final TestServer server = TestServer.inMemory();
    private final Map<String, Process> wrappers = new HashMap<>();
    private final Set<String> beating = new HashSet<>();
    private ServerSocket silent;

    @BeforeEach
    void start() throws IOException {
        server.clock.set(
                Duration.between(SettableClock.START, InstantSource.system().instant()));
        silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var java = ProcessHandle.current().info().command().orElseThrow();
        var hanging = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Hanging.class.getName());
        wrap("quiet", "sh", "-c", "tail -f /dev/null; echo on again; exec tail -f /dev/null");
        wrap("declared", "sleep", "900");
        var spins = "while [ ! -e %s ]; do :; done; %s".formatted(go("spinning"), GOES_ON);
        // It leaves the processors to whatever else is tested.
        wrap("spinning", "nice", "-n", "5", "sh", "-c", spins);
        wrap("network", words(hanging, "network", "" + silent.getLocalPort()));
        wrap("deadlocked", words(hanging, "deadlock"));
        wrap("input", "sh", "-c", "printf 'Your name: '; read name; exec tail -f /dev/null");
        var asks = "while [ ! -e %s ]; do echo waiting for the database; sleep 0.1; done; %s";
        wrap("circling", "sh", "-c", asks.formatted(go("circling"), GOES_ON));
        wrap("stopped", "sh", "-c", "exec tail -f /dev/null");
        wrap("killed", "sh", "-c", "exec tail -f /dev/null");
        wrap("orphaned", "sleep", "900");
        wrap("halted", "sh", "-c", "exec tail -f /dev/null");
    }

    @AfterEach
    void stop() throws IOException {
        wrappers.values().forEach(wrapper -> {
            wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
            wrapper.destroyForcibly();
        });
        silent.close();
        server.close();
    }

    @Test
    void eachIsToldApartAndTakenBack() throws IOException {
        awaitCondition("quiet", "quiet");
        awaitCondition("declared", "quiet");
        awaitCondition("spinning", "busy");
        awaitCondition("network", "network");
        awaitCondition("deadlocked", "deadlocked");
        awaitCondition("input", "reading");
        signal("STOP", command("stopped"));
        awaitCondition("stopped", "suspended");
        awaitCondition("circling", "repeating");
        awaitPhase("input", "waiting_user");
        assertTrue(why("input").contains("Your name:"), why("input"));
        answer("input");
        awaitNot("input", Phase.WAITING_USER);

        command("killed").destroyForcibly();
        awaitPhase("killed", "failed");
        assertTrue(server.get("/api/v1/tasks/killed").body().contains("SIGKILL"));

        beating.remove("halted");
        var halted = command("halted");
        signal("STOP", halted);
        signal("STOP", wrappers.get("halted").toHandle());
        beating.remove("orphaned");
        wrappers.get("orphaned").destroyForcibly().onExit().join();

        pass(Duration.ofSeconds(90));
        assertStalled("quiet", "nothing is computed");
        assertStalled("deadlocked", "waits for a lock");
        assertStalled("circling", "again and again");
        goesOn("circling");
        assertStalled("orphaned", "a sign of life was promised");
        pass(Duration.ofSeconds(150));
        awaitPhase("orphaned", "failed");
        assertTrue(server.get("/api/v1/tasks/orphaned").body().contains("\"outcome\":\"lost\""));
        awaitPhase("halted", "failed");
        assertTrue(server.get("/api/v1/tasks/halted").body().contains("\"outcome\":\"lost\""));
        awaitPhase("network", "waiting_dependency");
        assertTrue(why("network").contains("127.0.0.1:" + silent.getLocalPort()), why("network"));

        signal("CONT", wrappers.get("halted").toHandle());
        signal("CONT", halted);
        awaitNot("halted", Phase.FAILED);
        assertTrue(why("halted").contains("Heard again"), why("halted"));
        halted.destroy();
        awaitPhase("halted", "failed");
        assertTrue(server.get("/api/v1/tasks/halted").body().contains("\"outcome\":\"cancelled\""));

        kill("quiet");
        awaitNot("quiet", Phase.STALLED);
        server.clock.set(Duration.ofMinutes(10));
        pass(Duration.ofSeconds(30));
        for (var task : List.of("quiet", "spinning", "declared", "stopped")) {
            assertNotEquals("stalled", phase(task), () -> "a clock that was set accuses nobody: " + why(task));
        }

        try (var accepted = silent.accept()) {
            accepted.getOutputStream().write(1);
        }
        awaitPhase("network", "done");
        signal("CONT", command("stopped"));
        awaitCondition("stopped", "quiet");
        pass(Duration.ofMinutes(62));
        assertStalled("spinning", "computes, but says nothing new");
        goesOn("spinning");
        command("deadlocked").destroyForcibly();
        awaitPhase("deadlocked", "failed");
        assertStalled("declared", "\"declared\":\"15m\"");
    }

    private void goesOn(String task) throws IOException {
        Files.createFile(go(task));
        awaitNot(task, Phase.STALLED);
    }

    /** The file that a command waits for, to go on with something else. */
    private Path go(String task) {
        return data.resolve(task + ".go");
    }

    private void wrap(String task, String... command) {
        var words = Stream.concat(Stream.of("--task", task, "--"), Stream.of(command))
                .toArray(String[]::new);
        wrappers.put(task, new Wrapping(data.resolve(task), server.url()).start(words));
        beating.add(task);
    }

    private static String[] words(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private void answer(String task) throws IOException {
        var in = wrappers.get(task).getOutputStream();
        in.write("Dana\n".getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Lets time pass, with the signs of life that the wrappers would have given in it. */
    private void pass(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            server.tick(STEP);
            for (var task : beating) {
                server.report("{'task':'%s','run':'%s'}"
                        .formatted(task, run(task).path("id").asString()));
            }
        }
    }

    private void awaitCondition(String task, String kind) {
        await(task + " is seen as " + kind)
                .until(() -> events(task).contains("\"condition\":{\"kind\":\"" + kind + "\""));
    }

    private void awaitNot(String task, Phase phase) {
        await(task + " is no longer " + phase.word()).until(() -> {
            server.tick(Duration.ofMillis(10));
            return !phase(task).equals(phase.word());
        });
    }

    /** What is due is known as soon as the index is up to it. */
    private void awaitPhase(String task, String phase) {
        await(task + " is " + phase).until(() -> {
            server.tick(Duration.ofMillis(10));
            return phase(task).equals(phase);
        });
    }

    private void assertStalled(String task, String reason) {
        awaitPhase(task, "stalled");
        assertTrue(why(task).contains(reason), () -> task + ": " + why(task));
    }

    private String phase(String task) {
        return server.get("/api/v1/tasks/" + task).json().path("phase").asString();
    }

    private JsonNode run(String task) {
        return server.get("/api/v1/tasks/" + task).json().path("runs").path(0);
    }

    private String why(String task) {
        return server.get("/api/v1/tasks/" + task + "/why").body()
                + server.get("/api/v1/tasks/" + task).json().path("block");
    }

    private String events(String task) {
        return server.get("/api/v1/tasks/" + task + "/events?limit=200").body();
    }

    private ProcessHandle command(String task) {
        return wrappers.get(task).toHandle().children().findFirst().orElseThrow();
    }

    private void kill(String task) {
        wrappers.get(task)
                .toHandle()
                .descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("tail"))
                .forEach(ProcessHandle::destroy);
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                .start()
                .onExit()
                .join();
    }
}
