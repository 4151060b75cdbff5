package sitrep.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.replay.AcpReplay;
import sitrep.cli.replay.AppServerReplay;
import sitrep.cli.replay.HookReplay;
import sitrep.cli.replay.OpenCodeReplay;
import sitrep.cli.replay.OtlpReplay;
import sitrep.cli.replay.RecordedLines;
import sitrep.cli.replay.RecordingReplay;
import sitrep.cli.replay.ReplayBoard;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.StyledLine;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.json.SitrepJson;

/** {@code sitrep replay}: what a recording of a runtime comes to. */
@Command(
        name = "replay",
        description = "Plays what was recorded of a runtime through the same translation, fold and watch as a server,"
                + " on the recorded clock and ten seconds beyond, and prints the board after each change.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep replay --connector openclaw recording.jsonl",
            "  sitrep replay --connector claude-code hooks.jsonl",
            "  sitrep replay --connector acp pair.jsonl",
            "  sitrep replay --connector opencode events.jsonl",
            "  sitrep replay --connector otlp exports.jsonl",
            "  sitrep replay --connector openclaw --scopes approvals,questions --jsonl recording.jsonl"
        },
        sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
    private static final Map<String, Dialect> DIALECTS = Stream.of(
                    new ClaudeCodeDialect(), new GeminiDialect(), new CopilotDialect(), new CodexDialect())
            .collect(Collectors.toUnmodifiableMap(Dialect::agent, dialect -> dialect));

    private static final List<String> CONNECTORS = Stream.concat(
                    Stream.of("openclaw", "opencode", "acp", "otlp"),
                    DIALECTS.keySet().stream().sorted())
            .toList();
    private static final Set<String> SCOPES = Set.of("approvals", "questions");

    @Parameters(paramLabel = "FILE", description = "The recording, one JSON object a line.")
    private Path file = Path.of("");

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            required = true,
            description = "What was recorded: openclaw, opencode, acp, otlp, claude-code, gemini, copilot or codex.")
    private String connector = "";

    @Option(
            names = "--scopes",
            paramLabel = "SCOPE",
            split = ",",
            description = "Read the connections with these scopes as well: approvals, questions.")
    private List<String> scopes = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "What the gateway is called; default: gateway.")
    private String name = "gateway";

    @Option(
            names = "--link",
            paramLabel = "URL",
            description = "Where its Control UI is, for links; default: http://127.0.0.1:18789.")
    private String link = "http://127.0.0.1:18789";

    @Option(names = "--board", description = "Print the board for people; the default.")
    private boolean board;

    @Option(
            names = "--jsonl",
            description = "Print a line {\"t\":milliseconds,\"tasks\":[…]} for each change; --json prints them as"
                    + " one document, {\"changes\":[…]}.")
    private boolean jsonl;

    private final RootCommand root;

    public ReplayCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var talk = root.talk();
        if (!CONNECTORS.contains(connector)) {
            return talk.wrong(
                    ExitCode.USAGE,
                    "Unknown connector",
                    "--connector: found '" + connector + "'; allowed: " + String.join(", ", CONNECTORS) + ".");
        }
        var unknown = scopes.stream().filter(scope -> !SCOPES.contains(scope)).findFirst();
        if (unknown.isPresent()) {
            return talk.wrong(
                    ExitCode.USAGE,
                    "Unknown scope",
                    "--scopes: found '" + unknown.get() + "'; allowed: approvals, questions.");
        }
        if (Stream.of(board, jsonl, talk.json()).filter(chosen -> chosen).count() > 1) {
            return talk.wrong(ExitCode.USAGE, "Not understood", "--board, --jsonl and --json: one of them at a time.");
        }
        return lines(talk).map(lines -> play(talk, lines)).orElse(ExitCode.REFUSED);
    }

    private Optional<List<String>> lines(CommandTalk talk) {
        try {
            return Optional.of(RecordedLines.of(file));
        } catch (IOException e) {
            talk.wrong(ExitCode.REFUSED, "Cannot be read", file + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private int play(CommandTalk talk, List<String> lines) {
        return switch (connector) {
            case "openclaw" -> gateway(talk, lines);
            case "opencode" -> opencode(talk, lines);
            case "acp" -> pair(talk, lines);
            case "otlp" -> exports(talk, lines);
            case "codex" -> AppServerReplay.isPair(lines) ? appServer(talk, lines) : hooks(talk, lines);
            default -> hooks(talk, lines);
        };
    }

    private int pair(CommandTalk talk, List<String> lines) {
        var recording = AcpReplay.read(lines);
        var began = recording.lines().stream().findFirst().map(AcpReplay.Line::at);
        shown(talk, began, told -> AcpReplay.play(recording.lines(), told, _ -> {}));
        recording.skipped().forEach((what, times) -> skipped(talk, what, times));
        return ExitCode.OK;
    }

    private int appServer(CommandTalk talk, List<String> lines) {
        var recording = AppServerReplay.read(lines);
        var began = recording.lines().stream().findFirst().map(AppServerReplay.Line::at);
        shown(talk, began, told -> AppServerReplay.play(recording.lines(), told, _ -> {}));
        recording.skipped().forEach((what, times) -> skipped(talk, what, times));
        return ExitCode.OK;
    }

    private int gateway(CommandTalk talk, List<String> lines) {
        var recording = GatewayRecording.read(lines, Set.copyOf(scopes));
        var began = recording.signals().stream().findFirst().map(Signal::at);
        var gateway = new Gateway(name, Optional.of(link.replaceFirst("/+$", "")));
        var skipped = new LinkedHashMap<Translated.Skipped, Integer>();
        shown(talk, began, told -> skipped.putAll(RecordingReplay.play(recording.signals(), gateway, told, _ -> {})));
        recording.skipped().forEach(it -> skipped.merge(it, 1, Integer::sum));
        skipped.forEach((what, times) -> skipped(talk, what.what() + " (" + what.reason() + ")", times));
        return ExitCode.OK;
    }

    private int hooks(CommandTalk talk, List<String> lines) {
        var dialect = Optional.ofNullable(DIALECTS.get(connector)).orElseThrow();
        var recording = HookReplay.read(lines, dialect);
        var began = recording.hooks().stream().findFirst().map(HookReplay.Hook::at);
        shown(talk, began, told -> HookReplay.play(recording.hooks(), dialect, told, _ -> {}));
        recording.skipped().forEach((what, times) -> skipped(talk, what, times));
        return ExitCode.OK;
    }

    private int opencode(CommandTalk talk, List<String> lines) {
        var recording = OpenCodeReplay.read(lines);
        var began = recording.frames().stream().findFirst().map(OpenCodeReplay.Frame::at);
        shown(talk, began, told -> OpenCodeReplay.play(recording.frames(), told, _ -> {}));
        recording.skipped().forEach((what, times) -> skipped(talk, what, times));
        return ExitCode.OK;
    }

    private int exports(CommandTalk talk, List<String> lines) {
        var recording = OtlpReplay.read(lines);
        var began = recording.exports().stream().findFirst().map(OtlpReplay.Export::at);
        var refused = new AtomicLong();
        shown(talk, began, told -> refused.set(OtlpReplay.play(recording.exports(), told, _ -> {})));
        recording.skipped().forEach((what, times) -> skipped(talk, what, times));
        if (refused.get() > 0) skipped(talk, "span or log record (without what one has)", refused.get());
        return ExitCode.OK;
    }

    /** Shows each change of what is played, in the form that was asked for. */
    private void shown(CommandTalk talk, Optional<Instant> began, Consumer<Consumer<RecordingReplay.Change>> playing) {
        var text = new ReplayBoard(began.orElse(Instant.EPOCH));
        var out = talk.surroundings().out();
        if (talk.json()) out.print("{\"changes\":[");
        var changes = new AtomicInteger();
        playing.accept(change -> {
            var isFirst = changes.getAndIncrement() == 0;
            if (jsonl) out.println(json(change));
            else if (talk.json()) out.print((isFirst ? "\n" : ",\n") + json(change));
            else text.lines(change).forEach(line -> talk.say(StyledLine.of(line)));
        });
        if (talk.json()) out.println("]}");
        if (began.isEmpty()) {
            talk.surroundings()
                    .err()
                    .println("sitrep: " + InertText.line(file.toString()) + " holds nothing to be played");
        }
    }

    private static void skipped(CommandTalk talk, String what, long times) {
        talk.surroundings().err().println("sitrep: passed over " + times + " × " + what);
    }

    /** Each task is exactly what {@code GET /tasks/{id}} gives. */
    static String json(RecordingReplay.Change change) {
        return change.tasks().stream()
                .map(SitrepJson::full)
                .collect(Collectors.joining(",", "{\"t\":" + change.at().toEpochMilli() + ",\"tasks\":[", "]}"));
    }
}
