package sitrep.connect.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import tools.jackson.databind.JsonNode;

/** Reads the log records of one export. What is no record is counted, and loses no other. */
final class RecordReader {
    /** What can be taken. */
    static final String ALLOWED = "A log record is an object; at most " + SpanReader.MOST + " are taken at once";

    /** What an export comes to. */
    record Export(List<LogRecord> records, int refused) {}

    private RecordReader() {}

    static Export of(JsonNode export) {
        var records = new ArrayList<LogRecord>();
        var refused = 0;
        for (var resource : export.path("resourceLogs")) {
            var about = SpanReader.attributes(resource.path("resource"), SpanWords.OF_PROGRAM);
            for (var scope : resource.path("scopeLogs")) {
                var library = ForeignValue.line(ForeignValue.text(scope.path("scope"), "name"), 60);
                for (var record : scope.path("logRecords")) {
                    if (record.isObject() && records.size() < SpanReader.MOST) {
                        records.add(record(record, library.orElse(""), about));
                    } else {
                        refused++;
                    }
                }
            }
        }
        return new Export(records, refused);
    }

    private static LogRecord record(JsonNode record, String scope, Map<String, String> resource) {
        var own = SpanReader.attributes(record, RecordWords.UNDERSTOOD);
        var at = SpanReader.time(record.path("timeUnixNano"))
                .or(() -> SpanReader.time(record.path("observedTimeUnixNano")));
        var name = ForeignValue.line(ForeignValue.text(record, "eventName"), 60).orElse("");
        return new LogRecord(
                Optional.of(SpanReader.id(record, "traceId"))
                        .filter(text -> SpanReader.TRACE.matcher(text).matches()),
                Optional.of(SpanReader.id(record, "spanId"))
                        .filter(text -> SpanReader.SPAN.matcher(text).matches()),
                scope,
                own.getOrDefault(RecordWords.EVENT, name),
                at,
                own,
                resource);
    }
}
