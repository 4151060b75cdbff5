package sitrep.connect.openclaw;

import java.time.Instant;
import java.util.Optional;

/** A session of the gateway as the translation knows it. */
final class Session {
    final String key;
    String label = "";
    String spawnedBy = "";
    Optional<Errand> errand = Optional.empty();
    Optional<Turn> turn = Optional.empty();

    /** The last thing somebody typed into it that no turn has taken up yet. */
    String said = "";

    boolean queued;

    /** Whether the gateway said last that something runs in it. */
    boolean active;

    /** Since when the gateway says that nothing runs in it. */
    Optional<Instant> idle = Optional.empty();

    Optional<Instant> deleted = Optional.empty();

    /** What was said in it tells of no work that goes on; what is active in it now is something else. */
    boolean unaccounted;

    Instant touched;

    Session(String key, Instant at) {
        this.key = key;
        this.touched = at;
    }

    boolean isSubagent() {
        return key.contains(":subagent:");
    }

    boolean isAcp() {
        return key.contains(":acp:");
    }

    boolean isCron() {
        return key.contains(":cron:");
    }

    /** A session that another one made, or a schedule. */
    boolean isMadeByProgram() {
        return isSubagent() || isAcp() || isCron();
    }

    /** As people call it: its label, or its key without the agent in front. */
    String spoken() {
        if (!label.isBlank()) return label;
        return key.replaceFirst("^agent:[^:]+:", "");
    }

    /** The agent that it belongs to. */
    String agent() {
        var parts = key.split(":", 3);
        return parts.length > 2 && parts[0].equals("agent") ? parts[1] : "main";
    }
}
