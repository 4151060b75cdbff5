package sitrep.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The thing that actually executes: a session, a sub-agent, a process. One worker may serve many runs and tasks.
 */
public record Worker(
        Id id,
        Optional<Said<Kind>> kind,
        Optional<Said<String>> name,
        Optional<Said<String>> where,
        Optional<Said<Id>> parent,
        Optional<Said<String>> command) {

    /** A worker's id, made from its source's own ids. */
    public record Id(String text) implements Comparable<Id> {
        public Id {
            text = Check.id("worker.id", text);
        }

        @Override
        public int compareTo(Id other) {
            return text.compareTo(other.text);
        }
    }

    /** What sort of thing a worker is; {@code other} goes by its own name. */
    public enum Kind {
        MAIN,
        SUBAGENT,
        ACP,
        PROCESS,
        CRON,
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** One of them, as in {@code a main session}. */
        public String spoken() {
            return switch (this) {
                case MAIN -> "a main session";
                case SUBAGENT -> "a sub-agent";
                case ACP -> "an ACP session";
                case PROCESS -> "a process";
                case CRON -> "a scheduled job";
                case OTHER -> "a worker of no known kind";
            };
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }
    }

    /**
     * What one event says of a worker; whatever it leaves out stays as it was.
     *
     * @param command what to type to get at it: to look at it, answer it, tell it something
     */
    public record Seen(
            Id id,
            Optional<Kind> kind,
            Optional<String> name,
            Optional<String> where,
            Optional<Id> parent,
            Optional<String> command) {
        public Seen {
            Check.text("worker.name", name, Limits.NAME);
            Check.text("worker.where", where, Limits.NAME);
            Check.command("worker.command", command);
        }

        public Seen(Id id, Optional<Kind> kind, Optional<String> name, Optional<String> where, Optional<Id> parent) {
            this(id, kind, name, where, parent, Optional.empty());
        }
    }

    static Worker unknown(Id id) {
        return new Worker(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Worker seen(Seen seen, Stamp stamp) {
        return new Worker(
                id,
                Said.newest(kind, seen.kind(), stamp),
                Said.newest(name, seen.name(), stamp),
                Said.newest(where, seen.where(), stamp),
                Said.newest(parent, seen.parent(), stamp),
                Said.newest(command, seen.command(), stamp));
    }

    /** What sort of thing it is; {@code other} until somebody said. */
    public Kind kindOrOther() {
        return kind.map(Said::value).orElse(Kind.OTHER);
    }
}
