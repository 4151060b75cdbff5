package sitrep.claudecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import sitrep.agents.UnderRun;

/** Claude Code as {@code ./sitrep test} has installed it, in a home that holds nothing of this machine's user. */
record Claude(Path program, Path home, Path project, String model, String server) {
    private static final String NAMED_BY = "SITREP_CLAUDE_CODE_INSTALL";
    private static final ProcessBuilder.Redirect NOTHING =
            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
    private static final String KEY = "sk-ant-a-key-of-the-laboratory";

    /** The program that the launcher names. Without one a test is skipped, which is a failure on CI. */
    static Path required() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var program = Optional.ofNullable(System.getenv(NAMED_BY))
                .map(folder -> Path.of(folder, "node_modules", "@anthropic-ai"))
                .map(packages ->
                        packages.resolve("claude-code-linux-" + architecture).resolve("claude"))
                .filter(Files::isExecutable);
        Assumptions.assumeTrue(
                program.isPresent(),
                () -> "there is no Claude Code: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_CLAUDE_CODE"))
                                .orElse("./sitrep test installs it and sets " + NAMED_BY + " to its folder"));
        return program.orElseThrow();
    }

    /** What stands in its home before it is first started, so that it asks for nothing. */
    void settle() {
        try {
            Files.createDirectories(home.resolve(".claude"));
            Files.createDirectories(project);
            Files.writeString(project.resolve("app.py"), "def add(a, b):\n    return a - b\n");
            Files.writeString(
                    home.resolve(".claude.json"),
                    ("{\"hasCompletedOnboarding\":true,\"theme\":\"dark\",\"projects\":{\"%s\":"
                                    + "{\"hasTrustDialogAccepted\":true,\"hasCompletedProjectOnboarding\":true}},"
                                    + "\"customApiKeyResponses\":{\"approved\":[\"%s\"],\"rejected\":[]}}")
                            .formatted(project, KEY.substring(KEY.length() - 20)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks one thing without a terminal. */
    Process ask(String question, String... options) {
        return start(asking(question, options), "dumb", NOTHING);
    }

    /** The same as a command of {@code sitrep run}. */
    Process askUnderRun(String question, String... options) throws IOException {
        return start(UnderRun.words(home, question, asking(question, options)), "dumb", NOTHING);
    }

    private List<String> asking(String question, String... options) {
        var command = new ArrayList<>(List.of(program.toString(), "-p", "--model", "scripted"));
        command.addAll(List.of(options));
        command.addAll(List.of("--", question));
        return command;
    }

    /** Sits down at it on a terminal; what is typed is written to the process. */
    Process sitDown() {
        var inner = program + " --model scripted --permission-mode default";
        return start(List.of("script", "-qefc", inner, "/dev/null"), "xterm-256color", ProcessBuilder.Redirect.PIPE);
    }

    private Process start(List<String> command, String terminal, ProcessBuilder.Redirect input) {
        var log = home.resolve("claude.log").toFile();
        var process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        process.environment().clear();
        process.environment().putAll(environment(terminal));
        try {
            var started = process.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> kill(started)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void kill(Process process) {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Map<String, String> environment(String terminal) {
        return Map.ofEntries(
                Map.entry("PATH", "/usr/bin:/bin"),
                Map.entry("HOME", home.toString()),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("TZ", "UTC"),
                Map.entry("TERM", terminal),
                Map.entry("SHELL", "/bin/sh"),
                Map.entry("IS_SANDBOX", "1"),
                Map.entry("SITREP_URL", server),
                Map.entry("SITREP_DATA", home.resolve("data").toString()),
                Map.entry("ANTHROPIC_BASE_URL", model),
                Map.entry("ANTHROPIC_API_KEY", KEY),
                Map.entry("CLAUDE_CODE_MAX_RETRIES", "1"),
                Map.entry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
                Map.entry("DISABLE_AUTOUPDATER", "1"),
                Map.entry("DISABLE_TELEMETRY", "1"));
    }

    /** The same without what moves about on a terminal. */
    String shown() {
        return printed().replaceAll("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b.", "");
    }

    /** All that it printed. */
    String printed() {
        try {
            return Files.readString(home.resolve("claude.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
