package sitrep.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.cli.screen.DoctorFinding;
import sitrep.cli.screen.InertText;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.claude.ClaudeSettings;
import sitrep.connect.claude.SettingsFile;

/** Which agents there are on this machine, whether they tell of their work, and the one command by which they do. */
final class AgentChecks {
    private static final String ABOUT = "agent";

    /** Agents of which it is not looked up whether they tell of their work already. */
    private static final List<Agent> OTHERS = List.of(
            new Agent("Codex", "codex", "sitrep install codex --yes"),
            new Agent("OpenCode", "opencode", "opencode --port 4096"),
            new Agent("Gemini CLI", "gemini", "sitrep install gemini --yes"),
            new Agent("GitHub Copilot", "copilot", "sitrep install copilot --yes"));

    private final Map<String, String> environment;
    private final String server;

    /** An agent, as people call it, the name of its program, and the command by which its work is seen. */
    private record Agent(String name, String program, String command) {}

    /** @param server where hooks are to be posted */
    AgentChecks(Map<String, String> environment, String server) {
        this.environment = environment;
        this.server = server.replaceFirst("/+$", "");
    }

    List<DoctorFinding> findings() {
        var findings = new ArrayList<DoctorFinding>();
        claude().ifPresent(findings::add);
        for (var agent : OTHERS) {
            onPath(agent.program)
                    .ifPresent(path -> findings.add(DoctorFinding.noted(
                            ABOUT,
                            agent.name + " is at " + InertText.line(path.toString()),
                            "to see its work: " + agent.command)));
        }
        return findings;
    }

    private Optional<DoctorFinding> claude() {
        var home = ClaudeHome.of(environment);
        var path = onPath("claude");
        if (path.isEmpty() && !Files.isDirectory(home)) return Optional.empty();
        var found = "Claude Code"
                + path.map(it -> " is at " + InertText.line(it.toString())).orElse(" was used here");
        try {
            return Optional.of(claude(found, SettingsFile.read(home.resolve("settings.json"))));
        } catch (IOException e) {
            var why = found + "; its settings cannot be read: " + InertText.line(String.valueOf(e.getMessage()));
            return Optional.of(DoctorFinding.noted(ABOUT, why, "mend them, then: sitrep install claude-code --yes"));
        }
    }

    private DoctorFinding claude(String found, SettingsFile file) {
        var install = "sitrep install claude-code --yes";
        if (!ClaudeSettings.isIn(file.settings())) {
            return DoctorFinding.noted(ABOUT, found + ", and tells nothing of its work", "to see it: " + install);
        }
        var elsewhere = ClaudeSettings.servers(file.settings()).stream()
                .filter(url -> !url.equals(server))
                .findFirst();
        return elsewhere
                .map(url -> DoctorFinding.noted(
                        ABOUT, found + ", and its hooks go to " + InertText.line(url), "to have them here: " + install))
                .orElseGet(() -> DoctorFinding.fine(ABOUT, found + ", and its hooks come here"));
    }

    private Optional<Path> onPath(String program) {
        return Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
