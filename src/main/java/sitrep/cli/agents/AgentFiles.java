package sitrep.cli.agents;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.hooks.HookFiles;
import sitrep.connect.hooks.HookSettings;

/** The files in which agents have their settings: a table of them. */
final class AgentFiles {
    static final String CLAUDE = "claude-code";

    private AgentFiles() {}

    /** The agents that can be connected. */
    static List<String> agents() {
        return Stream.concat(Stream.of(CLAUDE), HookSettings.agents().stream()).toList();
    }

    /** For the project in this folder. */
    static Path ofProject(String agent) {
        return switch (agent) {
            case "gemini" -> Path.of(".gemini", "settings.json").toAbsolutePath();
            case "copilot" -> Path.of(".github", "hooks", "sitrep.json").toAbsolutePath();
            case "codex" -> Path.of(".codex", "hooks.json").toAbsolutePath();
            default -> Path.of(".claude", "settings.json").toAbsolutePath();
        };
    }

    /** For all that its user does. */
    static Path ofUser(String agent, Map<String, String> environment) {
        return agent.equals(CLAUDE)
                ? ClaudeHome.of(environment).resolve("settings.json")
                : HookFiles.ofUser(agent, environment).settings();
    }

    /** What is left to do for its user once our hooks are in its settings. */
    static String afterwards(String agent) {
        return agent.equals("codex")
                ? " Codex runs no hook that is not trusted: start codex, type /hooks, and trust them there."
                : "";
    }
}
