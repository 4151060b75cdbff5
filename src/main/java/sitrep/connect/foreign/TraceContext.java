package sitrep.connect.foreign;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.event.TaskId;

/**
 * The context of distributed tracing, as programs hand it on to those that they start.
 *
 * @param trace the id of the trace
 * @param flags two hexadecimal digits: whether it is recorded
 */
public record TraceContext(String trace, String flags) {
    /** The variable by which it is handed on. */
    public static final String VARIABLE = "TRACEPARENT";

    private static final Pattern WRITTEN =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?");

    /** What a text says, if it is a context. */
    public static Optional<TraceContext> of(String text) {
        var written = WRITTEN.matcher(text);
        return written.matches() ? Optional.of(new TraceContext(written.group(1), written.group(2))) : Optional.empty();
    }

    /** What a task goes by for those who know no more of it than its trace. */
    public TaskId task() {
        return new TaskId("trace-" + trace);
    }
}
