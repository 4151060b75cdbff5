package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.Cli;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.Config;
import sitrep.connect.doorbell.DoorbellHand;
import sitrep.core.act.Act;

/** A task of which two runs wait: a command says which there are, and does what is asked of that one alone. */
class SeveralWaitsTest {
    @TempDir
    Path folder;

    private final DoorbellHand door = new DoorbellHand("report", this::happens);
    private App app;

    @BeforeEach
    void start() {
        app = new App(new Config(Config.LOOPBACK, 0, folder, Optional.empty()), InstantSource.system(), _ -> {});
        app.add(door);
        typed(0, Map.of(), "report", "--task", "t", "--run", "one", "--reason", "approval", "--text", "make one");
        typed(0, Map.of(), "report", "--task", "t", "--run", "two", "--reason", "approval", "--text", "make two");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void happens(Act act) {
        var run = act.target().run().orElseThrow().text();
        typed(0, Map.of(), "report", "--task", "t", "--run", run, "--phase", "testing");
    }

    @Test
    void whichThereAreIsSaidAndWhichOfThemIsShown() {
        var said = typed(6, Map.of(), "approve", "t");
        assertEquals("""
                sitrep: there are 2 of them; say which:
                  --run one --block -  Lets this run once: make one (the one that lists show)
                  --run two --block -  Lets this run once: make two
                """, said);
        assertEquals(0, door.heard().size());
    }

    @Test
    void theOneThatIsNamedIsDoneInTheNameThatIsSet() {
        var said = typed(0, Map.of("SITREP_BY", "Kim", "USER", "kim7"), "approve", "t", "--run", "two");
        assertEquals("Kim approved it: the question is gone.\n", said);
        assertEquals("two", door.heard().getFirst().target().run().orElseThrow().text());
        assertTrue(typed(0, Map.of(), "show", "t").contains("make one"));
        var last = typed(0, Map.of("SITREP_BY", "Kim"), "approve", "t", "--by", "Dana");
        assertEquals("Dana approved it: the question is gone.\n", last);
        assertEquals("one", door.heard().getLast().target().run().orElseThrow().text());
    }

    private String typed(int code, Map<String, String> environment, String... words) {
        var out = new ByteArrayOutputStream();
        var paper = new PrintStream(out, true, StandardCharsets.UTF_8);
        var all = new HashMap<>(environment);
        all.put("SITREP_URL", "http://127.0.0.1:" + app.port());
        var here = new CommandLineSurroundings(
                Map.copyOf(all), paper, paper, InstantSource.system(), ZoneOffset.UTC, false, () -> "");
        var ended = Cli.run(words, here, new Serving(here));
        var said = out.toString(StandardCharsets.UTF_8);
        assertEquals(code, ended, said);
        return said;
    }
}
