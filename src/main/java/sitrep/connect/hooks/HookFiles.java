package sitrep.connect.hooks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an agent that waits for its hooks has its settings.
 *
 * @param home where it keeps what it keeps of its user: what is there only if it was ever used
 * @param settings the file in which its hooks stand
 */
public record HookFiles(Path home, Path settings) {

    /** For all that its user does. */
    public static HookFiles ofUser(String agent, Map<String, String> environment) {
        var home = Path.of(environment.getOrDefault("HOME", "."));
        return switch (agent) {
            case "gemini" -> {
                var gemini = folder(environment, "GEMINI_CLI_HOME").orElse(home).resolve(".gemini");
                yield new HookFiles(gemini, gemini.resolve("settings.json"));
            }
            case "copilot" -> {
                var copilot = folder(environment, "COPILOT_HOME").orElse(home.resolve(".copilot"));
                yield new HookFiles(copilot, copilot.resolve("hooks").resolve("sitrep.json"));
            }
            case "codex" -> {
                var codex = folder(environment, "CODEX_HOME").orElse(home.resolve(".codex"));
                yield new HookFiles(codex, codex.resolve("hooks.json"));
            }
            default -> throw new IllegalArgumentException("the hooks of " + agent + " stand somewhere else");
        };
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
