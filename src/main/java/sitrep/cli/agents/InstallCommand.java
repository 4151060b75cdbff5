package sitrep.cli.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;
import sitrep.cli.screen.StyledLine;
import sitrep.config.Config;
import sitrep.connect.claude.ClaudeSettings;
import sitrep.connect.hooks.HookSettings;
import sitrep.connect.hooks.LineDiff;
import sitrep.connect.hooks.SettingsFile;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitrep install} and {@code sitrep uninstall}: an agent's settings, so that its hooks come here, or do not. */
@Command(sortOptions = false)
public final class InstallCommand implements Callable<Integer> {
    @Parameters(paramLabel = "AGENT", description = "Which agent: claude-code, gemini, copilot or codex.")
    private String agent = "";

    @Option(names = "--user", description = "For all that its user does: as in ~/.claude/settings.json; the default.")
    private boolean user;

    @Option(names = "--project", description = "For the project in this folder: as in .claude/settings.json.")
    private boolean project;

    @Option(
            names = "--command",
            description = "Have every hook of claude-code brought by a command, which keeps it while the server is"
                    + " away; otherwise hooks are posted, save those that cannot be. The others do both.")
    private boolean command;

    @Option(
            names = "--program",
            paramLabel = "PATH",
            description = "Which sitrep a command calls that brings hooks; default: this one.")
    private Optional<Path> program = Optional.empty();

    @Option(names = "--yes", description = "Write it. Otherwise only what would change is shown.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;
    private final boolean installs;

    /** @param installs whether hooks are put in, rather than taken out */
    public InstallCommand(RootCommand root, boolean installs) {
        this.root = root;
        this.installs = installs;
    }

    @Override
    public Integer call() {
        var known = AgentFiles.agents();
        if (!known.contains(agent)) {
            throw mistyped("'" + agent + "' is not known; allowed: " + String.join(", ", known));
        }
        if (user && project) throw mistyped("--user and --project: one of them at a time");
        var talk = root.talk();
        try {
            var file = SettingsFile.read(path(talk));
            var next = next(talk, file.settings());
            return next.equals(file.settings()) ? unchanged(talk, file) : changed(talk, file, next);
        } catch (IOException e) {
            return talk.wrong(ExitCode.REFUSED, "Cannot be changed", String.valueOf(e.getMessage()));
        }
    }

    private ParameterException mistyped(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private Path path(CommandTalk talk) {
        if (project) return AgentFiles.ofProject(agent);
        return AgentFiles.ofUser(agent, talk.surroundings().environment());
    }

    private ObjectNode next(CommandTalk talk, ObjectNode settings) {
        var others = HookSettings.of(agent);
        if (!installs) {
            return others.map(its -> its.without(settings)).orElseGet(() -> ClaudeSettings.without(settings));
        }
        var environment = talk.surroundings().environment();
        var hasToken = Config.token(environment).isPresent();
        if (others.isPresent()) {
            var its = others.get();
            return its.with(settings, its.line(root.url(), hasToken, program(environment)));
        }
        return ClaudeSettings.with(
                settings, new ClaudeSettings.Wish(root.url(), hasToken, program(environment), command));
    }

    /** The launcher beside the jar that this is; where there is none, whichever the path has. */
    private String program(Map<String, String> environment) {
        return quoted(
                program.or(() -> Launcher.find(environment)).map(Path::toString).orElse("sitrep"));
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private int unchanged(CommandTalk talk, SettingsFile file) {
        var text = installs ? "Its hooks come here already: " : "None of its hooks comes here by ";
        told(talk, file, "unchanged", Optional.empty(), text + file.path() + ". Nothing was changed.");
        return ExitCode.OK;
    }

    private int changed(CommandTalk talk, SettingsFile file, ObjectNode next) throws IOException {
        if (!talk.json()) {
            talk.say(StyledLine.of(file.path() + (Files.exists(file.path()) ? "" : " (new)")));
            var before = file.settings().isEmpty() ? "" : SettingsFile.text(file.settings());
            var after = next.isEmpty() ? "" : SettingsFile.text(next);
            LineDiff.of(before, after).forEach(line -> talk.say(StyledLine.of(line)));
        }
        if (!yes) {
            told(talk, file, "shown", Optional.empty(), "Nothing was written. With --yes it is.");
            return ExitCode.OK;
        }
        var backup = file.write(next);
        var kept = backup.map(path -> " What it was is kept in " + path + ".").orElse("");
        var text = installs
                ? "Written." + kept + " Sessions that run already go on as they were; the next ones are seen."
                        + AgentFiles.afterwards(agent)
                : "Taken out." + kept;
        told(talk, file, "written", backup, text);
        return ExitCode.OK;
    }

    private static void told(CommandTalk talk, SettingsFile file, String what, Optional<Path> backup, String text) {
        if (!talk.json()) {
            talk.say(StyledLine.of(text));
            return;
        }
        var document = JsonNodeFactory.instance.objectNode();
        document.put("file", file.path().toString());
        document.put("status", what);
        backup.ifPresent(path -> document.put("backup", path.toString()));
        talk.document(document);
    }
}
