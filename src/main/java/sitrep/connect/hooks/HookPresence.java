package sitrep.connect.hooks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.core.source.Connection;
import tools.jackson.databind.node.ObjectNode;

/** Whether an agent was ever used on this machine, and whether its hooks are to come here, while none has come. */
public final class HookPresence {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Dialect agent;
    private final HookFiles files;
    private final Predicate<ObjectNode> isIn;
    private final InstantSource clock;
    private final Instant since;
    private Optional<Boolean> installed = Optional.empty();
    private Instant looked = Instant.MIN;

    /** @param isIn whether our hooks are in these settings */
    public HookPresence(Dialect agent, HookFiles files, Predicate<ObjectNode> isIn, InstantSource clock) {
        this.agent = agent;
        this.files = files;
        this.isIn = isIn;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Whose it is. */
    public String agent() {
        return agent.agent();
    }

    /**
     * How it stands; nothing if it is not here.
     *
     * @param source whose word its hooks would be
     * @param version that of its sessions that run now, where it is known
     */
    public Optional<Connection> connection(String source, Optional<String> version) {
        return look().map(isInstalled -> new Connection(
                source,
                agent.agent(),
                agent.spoken(),
                Optional.of(files.home().toString()),
                version,
                state(isInstalled),
                Connection.Traffic.NONE,
                agent.sight()));
    }

    private Connection.State state(boolean isInstalled) {
        return isInstalled
                ? new Connection.State.Absent(
                        since,
                        "its hooks are to come here, and none has come since the server began",
                        "sessions that begin from now on are seen")
                : new Connection.State.Absent(
                        since,
                        "it is on this machine, and none of its hooks comes here",
                        "have them come: sitrep install " + agent.agent() + " --yes");
    }

    /** Whether our hooks are in its settings; nothing if it is not here. */
    private synchronized Optional<Boolean> look() {
        var now = clock.instant();
        if (looked.isAfter(now.minus(FRESH))) return installed;
        looked = now;
        installed = Files.isDirectory(files.home()) ? Optional.of(isInstalled()) : Optional.empty();
        return installed;
    }

    private boolean isInstalled() {
        try {
            return isIn.test(SettingsFile.read(files.settings()).settings());
        } catch (IOException _) {
            return false;
        }
    }
}
