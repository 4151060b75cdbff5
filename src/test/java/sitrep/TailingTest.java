package sitrep;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.Cli;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.Config;

/** What a task wrote is shown, cleaned and redacted, and gone on with. */
class TailingTest {
    private static final String SECRET = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private App app;

    @BeforeEach
    void start() throws Exception {
        app = new App(new Config(Config.LOOPBACK, 0, folder, Optional.empty()), InstantSource.system(), _ -> {});
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theNewestLinesOfTheRunThatWroteLast() {
        typed("report", "--task", "t", "--run", "a", "--output", "first");
        typed("report", "--task", "t", "--run", "b", "--output", "  two\n\n\u001b[31mlines\u001b[0m " + SECRET);
        assertEquals("  two\n\nlines [redacted: GitHub token]\n", typed("tail", "t"));
        assertEquals("first\n", typed("tail", "t", "--run", "a"));
        assertEquals(
                "{\"text\":\"first\"",
                typed("tail", "t", "--run", "a", "--json").substring(0, 15));
    }

    @Test
    void whereNothingIsKeptItSaysSo() {
        typed("report", "--task", "t", "--name", "Build");
        assertEquals("sitrep: no output of 'Build' is kept.", typed("tail", "t").split(" Commands", 2)[0]);
    }

    @Test
    void aRunThatIsNotThereIsAMistake() {
        typed("report", "--task", "t", "--run", "a", "--output", "first");
        assertEquals(
                "sitrep: 't' has no run 'b'", typed("tail", "t", "--run", "b").split(";", 2)[0]);
    }

    @Test
    void eachRunIsGoneOnWithByItself() throws Exception {
        typed("report", "--task", "t", "--run", "a", "--output", "a1");
        var shown = new ByteArrayOutputStream();
        var followed = CompletableFuture.supplyAsync(() -> typed(shown, "tail", "t", "-f"));
        await().until(() -> shown.toString(StandardCharsets.UTF_8).equals("a1\n"));
        typed("report", "--task", "t", "--run", "b", "--output", "b1");
        await().until(() -> shown.toString(StandardCharsets.UTF_8).endsWith("b1\n"));
        typed("report", "--task", "t", "--run", "a", "--output", "a1\na2");
        await().until(() -> shown.toString(StandardCharsets.UTF_8).endsWith("a2\n"));
        assertEquals("a1\n==> b <==\nb1\n==> a <==\na2\n", shown.toString(StandardCharsets.UTF_8));
        typed("report", "--task", "t", "--outcome", "succeeded");
        assertEquals(0, followed.get(LongEnough.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatWasRedactedCutsNothingOff() {
        typed("report", "--task", "t", "--output", "DB_PASSWORD=abcd\nDone: https://example.com/12345");
        assertEquals("DB_PASSWORD=[redacted]\nDone: https://example.com/12345\n", typed("tail", "t"));
    }

    @Test
    void itIsFollowedToItsEnd() throws Exception {
        typed("report", "--task", "t", "--run", "a", "--output", "one\ntwo");
        var shown = new ByteArrayOutputStream();
        var followed = CompletableFuture.supplyAsync(() -> typed(shown, "tail", "t", "-f"));
        await().until(() -> shown.toString(StandardCharsets.UTF_8).equals("one\ntwo\n"));
        typed("report", "--task", "t", "--run", "a", "--output", "two\nthree");
        await().until(() -> shown.toString(StandardCharsets.UTF_8).equals("one\ntwo\nthree\n"));
        typed("report", "--task", "t", "--outcome", "succeeded");
        assertEquals(0, followed.get(LongEnough.SECONDS, TimeUnit.SECONDS));
    }

    private String typed(String... words) {
        out.reset();
        typed(out, words);
        return out.toString(StandardCharsets.UTF_8);
    }

    private int typed(ByteArrayOutputStream to, String... words) {
        var paper = new PrintStream(to, true, StandardCharsets.UTF_8);
        var environment = Map.of("SITREP_URL", "http://127.0.0.1:" + app.port());
        var here = new CommandLineSurroundings(
                environment, paper, paper, InstantSource.system(), ZoneOffset.UTC, false, () -> "");
        return Cli.run(words, here, new Serving(here));
    }
}
