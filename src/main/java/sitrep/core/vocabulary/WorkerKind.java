package sitrep.core.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What sort of thing a worker is; {@code other} goes by its own name. */
public enum WorkerKind {
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
        return Arrays.stream(values()).map(WorkerKind::word).toList();
    }
}
