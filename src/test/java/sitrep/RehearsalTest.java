package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.cli.Cli;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.config.Config;

/** The lives by which the launcher trains its caches: all that is tried in them works. */
class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void a_server_stands_its_selftest_and_short_commands_their_rehearsal() throws Exception {
        var config = new Config(Config.LOOPBACK, 0, folder, Optional.empty());
        try (var app = new App(config, InstantSource.system(), _ -> {})) {
            var url = "http://127.0.0.1:" + app.port();
            Selftest.of(url);
            assertEquals("0: ", rehearsed(url));
        }
    }

    /** The exit code and what was said. */
    private static String rehearsed(String url) {
        var said = new ByteArrayOutputStream();
        var paper = new PrintStream(said, true, StandardCharsets.UTF_8);
        var surroundings = new CommandLineSurroundings(
                Map.of("SITREP_URL", url), paper, paper, InstantSource.system(), ZoneOffset.UTC, false, () -> "");
        var code = Cli.run(new String[] {"rehearse"}, surroundings, new Serving(surroundings));
        return code + ": " + said.toString(StandardCharsets.UTF_8);
    }
}
