package sitrep.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sitrep.cli.screen.DoctorFinding;
import sitrep.cli.screen.InertText;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.claude.ClaudeSettings;
import sitrep.connect.hooks.HookFiles;
import sitrep.connect.hooks.HookSettings;
import sitrep.connect.hooks.SettingsFile;
import tools.jackson.databind.node.ObjectNode;

/** Which agents there are on this machine, whether they tell of their work, and the one command by which they do. */
final class AgentChecks {
    private static final String ABOUT = "agent";

    /** Agents that call hooks, by the word that sitrep install takes. */
    private static final List<Agent> HOOKED = List.of(
            new Agent("Codex", "codex", "codex"),
            new Agent("Gemini CLI", "gemini", "gemini"),
            new Agent("GitHub Copilot", "copilot", "copilot"));

    /** What is seen otherwise, and how. */
    private static final List<Agent> OTHERS = List.of(
            new Agent("OpenCode", "opencode", "opencode --port 4096"),
            new Agent("acpx", "acpx", "acpx --agent 'sitrep acp -- AGENT'"));

    private final Map<String, String> environment;
    private final String server;

    /** An agent, as people call it, the name of its program, and how it is connected. */
    private record Agent(String name, String program, String how) {}

    /** What is in the settings of an agent: whether our hooks are, and where they go if that is said there. */
    private record Installed(boolean isIn, List<String> servers) {}

    /** @param server where hooks are to be posted */
    AgentChecks(Map<String, String> environment, String server) {
        this.environment = environment;
        this.server = server.replaceFirst("/+$", "");
    }

    /** @param observed the kinds of sources with which the server is in contact */
    List<DoctorFinding> findings(Set<String> observed) {
        var findings = new ArrayList<DoctorFinding>();
        var claude = ClaudeHome.of(environment);
        hooked(
                        new Agent("Claude Code", "claude", "claude-code"),
                        new HookFiles(claude, claude.resolve("settings.json")),
                        settings -> new Installed(ClaudeSettings.isIn(settings), ClaudeSettings.servers(settings)))
                .ifPresent(findings::add);
        for (var agent : HOOKED) {
            var its = HookSettings.of(agent.how).orElseThrow();
            hooked(
                            agent,
                            HookFiles.ofUser(agent.how, environment),
                            settings -> new Installed(its.isIn(settings), its.servers(settings)))
                    .ifPresent(findings::add);
        }
        for (var agent : OTHERS) {
            onPath(agent.program).map(path -> other(agent, path, observed)).ifPresent(findings::add);
        }
        return findings;
    }

    private static DoctorFinding other(Agent agent, Path path, Set<String> observed) {
        var found = agent.name + " is at " + InertText.line(path.toString());
        return observed.contains(agent.program)
                ? DoctorFinding.fine(ABOUT, found + ", and is observed")
                : DoctorFinding.noted(ABOUT, found, "to see its work: " + agent.how);
    }

    private Optional<DoctorFinding> hooked(Agent agent, HookFiles files, Function<ObjectNode, Installed> look) {
        var path = onPath(agent.program);
        if (path.isEmpty() && !Files.isDirectory(files.home())) return Optional.empty();
        var found = agent.name
                + path.map(it -> " is at " + InertText.line(it.toString())).orElse(" was used here");
        try {
            var settings = SettingsFile.read(files.settings()).settings();
            return Optional.of(hooked(agent, found, look.apply(settings)));
        } catch (IOException e) {
            var why = found + "; its settings cannot be read: " + InertText.line(String.valueOf(e.getMessage()));
            return Optional.of(DoctorFinding.noted(ABOUT, why, "mend them, then: " + install(agent)));
        }
    }

    private DoctorFinding hooked(Agent agent, String found, Installed installed) {
        if (!installed.isIn) {
            return DoctorFinding.noted(
                    ABOUT, found + ", and tells nothing of its work", "to see it: " + install(agent));
        }
        var elsewhere =
                installed.servers.stream().filter(url -> !url.equals(server)).findFirst();
        return elsewhere
                .map(url -> DoctorFinding.noted(
                        ABOUT,
                        found + ", and its hooks go to " + InertText.line(url),
                        "to have them here: " + install(agent)))
                .orElseGet(() -> DoctorFinding.fine(ABOUT, found + ", and its hooks come here"));
    }

    private static String install(Agent agent) {
        return "sitrep install " + agent.how + " --yes";
    }

    private Optional<Path> onPath(String program) {
        return Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
