package sitrep.connect.otlp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import sitrep.core.event.Event;
import sitrep.core.source.Connection;

/** What came from one program since the server began. */
final class SpanTraffic {
    /** Kinds of spans and log records that are counted apart; further ones count as others. */
    private static final int KINDS = 20;

    private static final Connection.Unseen UNSEEN = new Connection.Unseen(
            "what goes on now, what waits for somebody, and what came to no end",
            "spans are exported when they end: let the agent tell by its own connector");

    /** Where there are spans. */
    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of("agents that came to their end, what their tools did, and how they ended"), List.of(UNSEEN));

    /** Where there are log records alone. */
    private static final Connection.Sight OF_RECORDS = new Connection.Sight(
            List.of(),
            List.of(
                    new Connection.Unseen(
                            "any of its work: no log record says how a turn ended", "have it export spans as well"),
                    UNSEEN));

    private final String program;
    private final Optional<String> host;
    private final Instant first;
    private final TreeMap<String, Long> unknown = new TreeMap<>();
    private Instant last;
    private long received;
    private boolean hasSpans;

    SpanTraffic(String program, Optional<String> host, Instant first) {
        this.program = program;
        this.host = host;
        this.first = first;
        this.last = first;
    }

    void heard(Span span, boolean isUnderstood, Instant at) {
        hasSpans = true;
        heard("spans of ", span.scope(), isUnderstood, at);
    }

    void heard(LogRecord record, Instant at) {
        heard("log records of ", record.scope(), RecordWords.isOfAgents(record), at);
    }

    private void heard(String what, String scope, boolean isUnderstood, Instant at) {
        received++;
        last = at;
        if (isUnderstood) return;
        var kind = what + (scope.isBlank() ? "no scope" : scope);
        unknown.merge(unknown.containsKey(kind) || unknown.size() < KINDS ? kind : "others", 1L, Long::sum);
    }

    /** How it stands: spans come when something ended, so who is silent is in contact still. */
    Connection connection() {
        var traffic = new Connection.Traffic(Optional.of(last), Optional.empty(), received, 1, 0, unknown, 0);
        return new Connection(
                Event.HINDSIGHT + program,
                "otlp",
                "OpenTelemetry of " + program,
                host,
                Optional.empty(),
                new Connection.State.Live(first),
                traffic,
                hasSpans ? SIGHT : OF_RECORDS);
    }
}
