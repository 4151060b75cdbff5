package sitrep.connect.hooks.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import tools.jackson.databind.JsonNode;

/**
 * What Claude Code keeps of each session that runs, in a file by the id of its process: whether it is idle, at work or
 * waiting for its user, and since when. It tells sooner than any hook that somebody has answered.
 */
public final class ClaudeCodeSessions {
    /** A session says that it is idle a little before its last hook is heard, so that is believed only after this. */
    public static final Duration SETTLED = Duration.ofSeconds(2);

    private ClaudeCodeSessions() {}

    /**
     * A file, read.
     *
     * @param process the id of its process
     * @param started by which its process is told from another of the same id, as the system counts it
     * @param space where the id of its process means anything, as in {@code pid:[4026531836]}
     * @param version that of Claude Code
     * @param message what it says, as if a hook had said so
     */
    public record Read(
            String session,
            long process,
            Optional<String> started,
            Optional<String> space,
            Instant since,
            Optional<String> version,
            HookMessage message) {}

    /** Nothing for what is no such file, or says nothing of what the session is in. */
    public static Optional<Read> read(JsonNode file) {
        var id = HookIds.of(file, "sessionId");
        var since = ForeignValue.time(file, "statusUpdatedAt");
        var status = status(ForeignValue.text(file, "status"));
        if (id.isEmpty() || since.isEmpty() || status.isEmpty()) return Optional.empty();
        var waitsFor = ForeignValue.line(ForeignValue.text(file, "waitingFor"), ForeignValue.NEWS);
        var seen = new Signal.Seen(status.get(), since.get(), waitsFor);
        return Optional.of(new Read(
                id.get(),
                file.path("pid").asLong(0),
                ForeignValue.line(ForeignValue.text(file, "procStart"), 40),
                ForeignValue.line(ForeignValue.text(file, "pidDomain").replaceFirst(".*:(?=pid:)", ""), 40),
                since.get(),
                ForeignValue.line(ForeignValue.text(file, "version"), 40),
                message(id.get(), seen.toString(), seen)));
    }

    /** What is said of a session from outside. */
    public static HookMessage message(String session, String mark, Signal signal) {
        var about = new HookMessage.Session(session, Optional.empty(), Optional.empty(), Optional.empty());
        var whole = ForeignValue.digest(session, mark);
        return new HookMessage("session", about, Optional.empty(), Optional.empty(), whole, true, List.of(signal));
    }

    private static Optional<Signal.Status> status(String word) {
        return switch (word) {
            case "idle" -> Optional.of(Signal.Status.IDLE);
            case "busy" -> Optional.of(Signal.Status.BUSY);
            case "waiting" -> Optional.of(Signal.Status.WAITING);
            default -> Optional.empty();
        };
    }
}
