package sitrep.connect.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.core.source.Connection;

/** Whether Claude Code was ever used on this machine, and whether its hooks are to come here, while none has come. */
public final class ClaudePresence {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String INSTALL = "have them come: sitrep install claude-code --yes";

    private final Path home;
    private final InstantSource clock;
    private final Instant since;
    private Optional<Boolean> installed = Optional.empty();
    private Instant looked = Instant.MIN;

    /** @param home where Claude Code keeps what it keeps, as in {@code ~/.claude} */
    public ClaudePresence(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * How it stands; nothing if it is not here.
     *
     * @param source whose word its hooks would be
     * @param version that of its sessions that run now
     */
    public Optional<Connection> connection(String source, Optional<String> version) {
        var claude = new ClaudeCodeDialect();
        return look().map(isIn -> new Connection(
                source,
                claude.agent(),
                claude.spoken(),
                Optional.of(home.toString()),
                version,
                state(isIn),
                Connection.Traffic.NONE,
                claude.sight()));
    }

    private Connection.State state(boolean isIn) {
        return isIn
                ? new Connection.State.Absent(
                        since,
                        "its hooks are to come here, and none has come since the server began",
                        "sessions that begin from now on are seen")
                : new Connection.State.Absent(
                        since, "it is on this machine, and none of its hooks comes here", INSTALL);
    }

    /** Whether our hooks are in its settings; nothing if there is no Claude Code. */
    private synchronized Optional<Boolean> look() {
        var now = clock.instant();
        if (looked.isAfter(now.minus(FRESH))) return installed;
        looked = now;
        installed = Optional.of(home).filter(Files::isDirectory).map(ClaudePresence::isInstalled);
        return installed;
    }

    private static boolean isInstalled(Path home) {
        try {
            return ClaudeSettings.isIn(
                    SettingsFile.read(home.resolve("settings.json")).settings());
        } catch (IOException _) {
            return false;
        }
    }
}
