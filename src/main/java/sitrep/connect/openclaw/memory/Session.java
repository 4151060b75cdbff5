package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.Optional;

/** A session of the gateway as the translation knows it. */
public final class Session {
    public final String key;
    public String label = "";
    public String spawnedBy = "";
    public Optional<ObservedTask> errand = Optional.empty();
    public Optional<Turn> turn = Optional.empty();

    /** The last thing somebody typed into it that no turn has taken up yet. */
    public String said = "";

    public boolean queued;

    /** Whether the gateway said last that something runs in it. */
    public boolean active;

    /** Since when the gateway says that nothing runs in it. */
    public Optional<Instant> idle = Optional.empty();

    public Optional<Instant> deleted = Optional.empty();

    /** What was said in it tells of no work that goes on; what is active in it now is something else. */
    public boolean unaccounted;

    Instant touched;

    public Session(String key, Instant at) {
        this.key = key;
        this.touched = at;
    }

    public boolean isSubagent() {
        return key.contains(":subagent:");
    }

    public boolean isAcp() {
        return key.contains(":acp:");
    }

    public boolean isCron() {
        return key.contains(":cron:");
    }

    /** A session that another one made, or a schedule. */
    public boolean isMadeByProgram() {
        return isSubagent() || isAcp() || isCron();
    }

    /** As people call it: its label, or its key without the agent in front. */
    public String spoken() {
        if (!label.isBlank()) return label;
        return key.replaceFirst("^agent:[^:]+:", "");
    }

    /** The agent that it belongs to. */
    public String agent() {
        var parts = key.split(":", 3);
        return parts.length > 2 && parts[0].equals("agent") ? parts[1] : "main";
    }
}
