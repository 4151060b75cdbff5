package sitrep.connect.otlp;

import java.time.Instant;
import java.util.List;
import sitrep.core.event.Event;
import tools.jackson.databind.JsonNode;

/** What follows from exports that were recorded, one after the other. Nothing is kept on disk. */
public final class RecordedExports {
    private final TraceFacts facts = new TraceFacts();
    private long refused;

    /** What follows from an export of spans, in JSON. */
    public List<Event> spans(JsonNode export, Instant heard) {
        var read = SpanReader.of(export);
        refused += read.refused();
        return told(
                read.spans().stream()
                        .flatMap(span -> SpanWords.understood(span).stream())
                        .toList(),
                heard);
    }

    /** What follows from an export of log records, likewise. */
    public List<Event> records(JsonNode export, Instant heard) {
        var read = RecordReader.of(export);
        refused += read.refused();
        return told(
                read.records().stream()
                        .flatMap(record -> RecordWords.understood(record).stream())
                        .toList(),
                heard);
    }

    private List<Event> told(List<Span> spans, Instant heard) {
        var events = facts.next(spans, heard);
        facts.taken(events);
        return events;
    }

    /** How many were no spans, or no log records. */
    public long refused() {
        return refused;
    }
}
