package sitrep.cli.client;

import java.util.Optional;
import java.util.OptionalInt;
import sitrep.cli.screen.ServerJson;

/** What {@code sitrep wait} waits for. */
public enum WaitCondition {
    DONE("done"),
    BLOCKED("blocked"),
    ANY("any");

    private final String word;

    WaitCondition(String word) {
        this.word = word;
    }

    public static Optional<WaitCondition> of(String word) {
        for (var until : values()) {
            if (until.word.equals(word)) return Optional.of(until);
        }
        return Optional.empty();
    }

    /**
     * What to end with when the task is like that; empty while there is more to wait for. An end is always an answer,
     * for nothing can be waited for behind it.
     */
    public OptionalInt verdict(ServerJson task) {
        return switch (task.raw("phase")) {
            case "done" -> OptionalInt.of(ExitCode.OK);
            case "failed" -> OptionalInt.of(ExitCode.FAILED);
            case "waiting_user", "waiting_approval" -> unlessDone(ExitCode.NEEDS_SOMEBODY);
            case "stalled" -> unlessDone(ExitCode.STALLED);
            default -> task.raw("attention").equals("stuck") ? unlessDone(ExitCode.STALLED) : OptionalInt.empty();
        };
    }

    private OptionalInt unlessDone(int code) {
        return this == DONE ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
