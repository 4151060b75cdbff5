package sitrep.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.command.ServerCommands;
import sitrep.cli.command.UpkeepCommands;
import sitrep.cli.demo.Demo;
import sitrep.config.Config;
import sitrep.config.LogPlace;

/** What a command answered when it was typed in a test. */
public record Typed(int code, String out, String err) {

    /** A server to be started that only notes what it was to be started with. */
    public static final class Noted implements ServerCommands {
        public final List<Object> asked = new ArrayList<>();

        @Override
        public int serve(Config config) {
            asked.add(config);
            return 0;
        }

        @Override
        public int selftest(List<String> command) {
            asked.add("selftest " + command);
            return 0;
        }

        @Override
        public int demo(Optional<Integer> port, Demo demo) {
            asked.add("demo " + port.map(String::valueOf).orElse("anywhere"));
            return 0;
        }

        @Override
        public UpkeepCommands upkeep() {
            return new NotedUpkeep(asked);
        }
    }

    /** What would be done with a data folder, only noted. */
    private record NotedUpkeep(List<Object> asked) implements UpkeepCommands {
        private int noted(String what) {
            asked.add(what);
            return 0;
        }

        @Override
        public int backup(LogPlace log, Path file) {
            return noted("backup " + log + " " + file);
        }

        @Override
        public int recover(LogPlace log, Path file, boolean isAsked) {
            return noted("recover " + log + " " + file + " " + isAsked);
        }

        @Override
        public int export(LogPlace log, Optional<Path> file) {
            return noted("export " + log + " " + file.map(Path::toString).orElse("-"));
        }

        @Override
        public int takeIn(LogPlace log, Optional<Path> file) {
            return noted("import " + log + " " + file.map(Path::toString).orElse("-"));
        }

        @Override
        public int verify(LogPlace log) {
            return noted("verify " + log);
        }

        @Override
        public int repair(LogPlace log, boolean isToBeDone) {
            return noted("repair " + log + " " + isToBeDone);
        }
    }

    public static Typed at(String url, String... words) {
        return with(Map.of("SITREP_URL", url, "COLUMNS", "80", "LINES", "24"), new Noted(), words);
    }

    /** What goes to a file or another program. */
    static Typed piped(String url, String... words) {
        return with(Map.of("SITREP_URL", url), new Noted(), words);
    }

    public static Typed with(Map<String, String> environment, ServerCommands server, String... words) {
        return with(environment, server, false, words);
    }

    static Typed onTerminal(String url, String... words) {
        return with(Map.of("SITREP_URL", url, "TERM", "xterm-256color"), new Noted(), true, words);
    }

    private static Typed with(
            Map<String, String> environment, ServerCommands server, boolean terminal, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new CommandLineSurroundings(
                new HashMap<>(environment),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.fixed(Golden.NOW),
                ZoneOffset.UTC,
                terminal,
                () -> "40 100");
        var code = Cli.run(words, surroundings, server);
        return new Typed(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
