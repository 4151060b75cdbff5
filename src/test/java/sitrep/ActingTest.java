package sitrep;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.Cli;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.Config;
import sitrep.connect.process.start.Wrapping;

/** What runs under {@code sitrep run} is stopped, ended and answered by commands; the board says what came of it. */
class ActingTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private App app;

    @BeforeEach
    void start() {
        app = new App(
                new Config(Config.LOOPBACK, 0, folder.resolve("server"), Optional.empty()),
                InstantSource.system(),
                _ -> {});
    }

    @AfterEach
    void stop() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        app.close();
    }

    @Test
    void aKeptCommandIsStopped() throws Exception {
        var process = kept("--task", "t", "--name", "Long build", "--", "sh", "-c", "echo begun; exec sleep 300");
        awaitOffer("stop");
        assertEquals(
                "sitrep: Stop 'echo begun; exec sleep 300'? It cannot be undone: say --yes to have it done.\n",
                typed(2, "stop", "t"));
        assertTrue(process.isAlive());
        var said = typed(0, "stop", "t", "--yes", "--by", "Dana");
        assertTrue(said.startsWith("Dana asked it to stop: it "), said);
        assertTrue(process.waitFor(LongEnough.DURATION));
        var late = typed(1, "stop", "t", "--yes");
        assertTrue(late.startsWith("sitrep: It cannot be done now: "), late);
    }

    @Test
    void aKeptCommandThatHeedsNothingIsKilledAfterItsGrace() throws Exception {
        var process = kept("--task", "t", "--", "sh", "-c", "trap '' TERM INT; echo begun; while :; do sleep 1; done");
        awaitOffer("cancel");
        typed(List.of(0, 124), "cancel", "t", "--yes", "--by", "Dana");
        assertTrue(process.waitFor(LongEnough.DURATION));
        await().until(() -> typed(0, "show", "t").contains("Dana cancelled it: it "));
    }

    @Test
    void aCommandThatMayBeAnsweredIsAnsweredAndEnded() throws Exception {
        var script = "printf 'Deploy? [y/n] '; read answer; echo \"you said $answer\"; exec sleep 300";
        var process = wrapped("run", "--answerable", "--task", "t", "--", "sh", "-c", script);
        awaitOffer("answer");
        var said = typed(0, "answer", "t", "yes", "please", "--by", "Dana");
        assertEquals("Dana answered: the question is gone.\n", said);
        await().until(() -> typed(0, "show", "t").contains("you said yes please"));
        var second = typed(1, "answer", "t", "no");
        assertTrue(
                second.matches("sitrep: It cannot be done now: Dana answered \\S+ ago: the question is gone\\. .*\n"),
                second);
        assertTrue(typed(0, "cancel", "t", "--yes").contains("cancelled it: it was cancelled"));
        assertTrue(process.waitFor(LongEnough.DURATION));
    }

    @Test
    void aCommandThatMayNotBeAnsweredIsNot() throws Exception {
        kept("--task", "t", "--", "sh", "-c", "printf 'Name? '; read name");
        awaitOffer("stop");
        await().until(() -> typed(0, "show", "t").contains("waiting user"));
        var said = typed(1, "answer", "t", "Dana");
        assertTrue(said.contains("Nothing that this server can reach can do that to it now."), said);
    }

    @Test
    void aCommandThatMayBeRestartedIsEndedAndStartedAgain() throws Exception {
        var tries = folder.resolve("tries");
        var script = "echo try >> '%s'; test $(wc -l < '%s') -ge 2 && exit 7; exec sleep 300".formatted(tries, tries);
        var process = wrapped("run", "--restartable", "--task", "t", "--", "sh", "-c", script);
        awaitOffer("retry");
        assertTrue(typed(2, "retry", "t").contains(", and start it again? It cannot be undone: say --yes"));
        var said = typed(0, "retry", "t", "--yes", "--by", "Dana");
        assertEquals("Dana had it run again: a new run has begun.\n", said);
        assertTrue(process.waitFor(LongEnough.DURATION));
        assertEquals(7, process.exitValue());
        assertEquals(List.of("try", "try"), Files.readAllLines(tries));
        await().until(() -> typed(0, "show", "t").contains("exit 7"));
        assertTrue(typed(0, "show", "t", "--json").contains("\"attempt\":2"), () -> typed(0, "show", "t", "--json"));
    }

    @Test
    void whoIsToldToEndStartsNothingAgain() throws Exception {
        var script = "trap 'sleep 1; exit 3' TERM; echo $$ > '%s'; while :; do sleep 0.1; done"
                .formatted(folder.resolve("begun"));
        var process = wrapped("run", "--restartable", "--task", "t", "--", "sh", "-c", script);
        awaitOffer("retry");
        process.destroy();
        typed(List.of(0, 1, 124), "retry", "t", "--yes", "--by", "Dana");
        assertTrue(process.waitFor(LongEnough.DURATION));
        assertEquals(3, process.exitValue());
    }

    @Test
    void whatIsTypedIsNotToReachTheNextTry() throws Exception {
        var process = wrapped("run", "--restartable", "--answerable", "--", "true");
        assertTrue(process.waitFor(LongEnough.DURATION));
        assertEquals(2, process.exitValue());
        assertTrue(Files.readString(folder.resolve("output")).contains("--answerable and --restartable"));
    }

    private void awaitOffer(String verb) {
        await().until(() -> typed(List.of(0, 6), "show", "t", "--json").contains("\"verb\":\"" + verb + "\""));
    }

    /** One under its keeper, with a follower behind it. */
    private Process kept(String... words) throws IOException {
        var launcher = folder.resolve("launcher");
        var java = ProcessHandle.current().info().command().orElseThrow();
        Files.writeString(launcher, """
            #!/bin/sh
            exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' sitrep.Main "$@"
            """.formatted(java, System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        var keeper = Path.of("native").toAbsolutePath().resolve("keeper-Linux-" + machine);
        var all = new ArrayList<>(List.of(keeper.toString(), launcher.toString(), "run"));
        all.addAll(List.of(words));
        return started(all, ProcessBuilder.Redirect.PIPE);
    }

    /** One that the JVM itself wraps, where nobody can type. */
    private Process wrapped(String... words) throws IOException {
        var all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "sitrep.Main"));
        all.addAll(List.of(words));
        return started(all, ProcessBuilder.Redirect.from(new File("/dev/null")));
    }

    private Process started(List<String> words, ProcessBuilder.Redirect input) throws IOException {
        var builder = new ProcessBuilder(Wrapping.heedful(words))
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeAll(List.of("SITREP_TASK", "SITREP_RUN", "TRACEPARENT", "SITREP_TOKEN"));
        builder.environment().put("SITREP_DATA", folder.resolve("data").toString());
        builder.environment().put("SITREP_URL", "http://127.0.0.1:" + app.port());
        var process = builder.start();
        started.add(process);
        return process;
    }

    private String typed(int code, String... words) {
        return typed(List.of(code), words);
    }

    private String typed(List<Integer> codes, String... words) {
        var out = new ByteArrayOutputStream();
        var paper = new PrintStream(out, true, StandardCharsets.UTF_8);
        var here = new CommandLineSurroundings(
                Map.of("SITREP_URL", "http://127.0.0.1:" + app.port()),
                paper,
                paper,
                InstantSource.system(),
                ZoneOffset.UTC,
                false,
                () -> "");
        var code = Cli.run(words, here, new Serving(here));
        var said = out.toString(StandardCharsets.UTF_8);
        assertTrue(codes.contains(code), () -> code + " " + said);
        return said;
    }
}
