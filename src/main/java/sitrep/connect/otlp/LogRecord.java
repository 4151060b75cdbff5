package sitrep.connect.otlp;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A log record as it was exported, of an agent's program or of any other.
 *
 * @param trace the trace in which it was written, where it was in one
 * @param span the span in which it was
 * @param scope the library that made it
 * @param event what kind of record it is, as in {@code codex.tool_result}
 * @param attributes those of its own that are understood, as texts
 * @param resource those of the program that has it
 */
record LogRecord(
        Optional<String> trace,
        Optional<String> span,
        String scope,
        String event,
        Optional<Instant> at,
        Map<String, String> attributes,
        Map<String, String> resource) {

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(text -> !text.isBlank());
    }

    /** The program that exported it, as it stands in ids. */
    String service() {
        return SpanWords.service(resource);
    }
}
