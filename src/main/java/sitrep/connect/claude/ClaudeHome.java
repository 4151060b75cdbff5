package sitrep.connect.claude;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Claude Code keeps what it keeps. */
public final class ClaudeHome {
    private ClaudeHome() {}

    /** {@code CLAUDE_CONFIG_DIR}, or {@code ~/.claude}. */
    public static Path of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("CLAUDE_CONFIG_DIR"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "."), ".claude"));
    }
}
