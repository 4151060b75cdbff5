package sitrep.connect.process.follow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import sitrep.LongEnough;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.process.Said;
import sitrep.connect.process.start.Wrapping;

/** Runs shell scripts in which commands have a keeper, and a server that is told of them. */
final class Shell implements AutoCloseable {
    static final Path NATIVE = Path.of("native").toAbsolutePath();

    private final Path data;
    private final TestServer server = new TestServer();

    /** The words before a command that has a keeper, up to its options. */
    final String run;

    Shell(Path data) throws IOException {
        this.data = data;
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes = System.getProperty("java.class.path");
        var launcher = data.resolve("launcher");
        Files.writeString(launcher, """
                #!/bin/sh
                echo $$ >>'%s/launched'
                [ -z "$UNTOLD" ] || exit 1
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' sitrep.Main "$@"
                """.formatted(data, java, classes));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        run = NATIVE.resolve("keeper-Linux-" + machine) + " " + launcher + " run";
    }

    record Ended(int status, String out, String err) {}

    /** What somebody types once the screen shows something new that looks so, and something else has come about. */
    record Typed(String once, BooleanSupplier when, String keys) {}

    Ended does(String script) throws IOException, InterruptedException {
        var out = Files.createTempFile(data, "out", "");
        var err = Files.createTempFile(data, "err", "");
        var process = builder("bash", "--norc", "-c", script)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(LongEnough.DURATION));
        return new Ended(process.exitValue(), text(Files.readAllBytes(out)), text(Files.readAllBytes(err)));
    }

    /** The same at a terminal: what its screen was sent. */
    Ended doesAtTerminal(String script, List<Typed> typed) throws IOException, InterruptedException {
        var out = Files.createTempFile(data, "screen", "");
        var process = builder("script", "-qec", script, "/dev/null")
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        var seen = 0;
        for (var each : typed) {
            seen = awaitOn(out, seen, each.once(), process);
            await(each.once()).until(each.when()::getAsBoolean);
            process.getOutputStream().write(each.keys().getBytes(StandardCharsets.ISO_8859_1));
            process.getOutputStream().flush();
        }
        if (!process.waitFor(LongEnough.DURATION)) {
            process.destroyForcibly();
            throw new AssertionError("it goes on: " + text(Files.readAllBytes(out)));
        }
        return new Ended(process.exitValue(), text(Files.readAllBytes(out)), "");
    }

    /** @return how much there was on the screen up to what was awaited */
    private static int awaitOn(Path screen, int seen, String once, Process process) {
        var pattern = Pattern.compile(once, Pattern.DOTALL);
        var found = new int[1];
        await(once).until(() -> {
            var shown = text(Files.readAllBytes(screen));
            var matcher = pattern.matcher(shown).region(seen, shown.length());
            var is = matcher.find();
            if (is) found[0] = matcher.end();
            return is || !process.isAlive();
        });
        return found[0];
    }

    private ProcessBuilder builder(String... words) {
        var builder = new ProcessBuilder(Wrapping.heedful(List.of(words))).directory(data.toFile());
        var environment = builder.environment();
        environment.keySet().removeAll(List.of("SITREP_TASK", "SITREP_RUN", "TRACEPARENT", "SITREP_TOKEN"));
        environment.put("SITREP_DATA", data.toString());
        environment.put("SITREP_URL", server.uri().toString());
        environment.put("SHELL", "/bin/bash");
        environment.put("TERM", "xterm");
        return builder;
    }

    /** Where the server is. */
    String url() {
        return server.uri().toString().replaceFirst("/+$", "");
    }

    Said said() {
        return Said.of(server, data.resolve("outbox"));
    }

    List<Long> launched() throws IOException {
        var file = data.resolve("launched");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(data.resolve("follower.lock")))
            await().until(() -> !launched().isEmpty());
        for (var pid : launched()) {
            ProcessHandle.of(pid).ifPresent(follower -> {
                follower.destroyForcibly();
                await().until(() -> !follower.isAlive());
            });
        }
        server.close();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
