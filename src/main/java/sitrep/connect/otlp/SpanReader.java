package sitrep.connect.otlp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Reads the spans of one export, and writes one as an export. What is no span is counted, and loses no other. */
final class SpanReader {
    /** Most spans of one export; those past it are refused. */
    static final int MOST = 10_000;

    /** What a span has to have. */
    static final String ALLOWED = "A span has a traceId, a spanId and the times of its beginning and its end; at most "
            + MOST + " are taken at once";

    /** Characters of an attribute that are kept. */
    private static final int LONGEST = 200;

    /** In the flags of a span: that its parent is another program's. */
    private static final long REMOTE = 0x200;

    static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final long NANOS = 1_000_000_000L;

    /** What an export comes to. */
    record Export(List<Span> spans, int refused) {}

    private SpanReader() {}

    static Export of(JsonNode export) {
        var spans = new ArrayList<Span>();
        var refused = 0;
        for (var resource : export.path("resourceSpans")) {
            var about = attributes(resource.path("resource"), SpanWords.OF_PROGRAM);
            for (var scope : resource.path("scopeSpans")) {
                var library = ForeignValue.line(ForeignValue.text(scope.path("scope"), "name"), 60);
                for (var span : scope.path("spans")) {
                    var read = spans.size() < MOST ? span(span, library.orElse(""), about) : Optional.<Span>empty();
                    if (read.isPresent()) spans.add(read.get());
                    else refused++;
                }
            }
        }
        return new Export(spans, refused);
    }

    private static Optional<Span> span(JsonNode span, String scope, Map<String, String> resource) {
        var trace = id(span, "traceId");
        var id = id(span, "spanId");
        var began = time(span.path("startTimeUnixNano"));
        var ended = time(span.path("endTimeUnixNano"));
        if (!TRACE.matcher(trace).matches() || !SPAN.matcher(id).matches() || began.isEmpty() || ended.isEmpty()) {
            return Optional.empty();
        }
        var parent = Optional.of(id(span, "parentSpanId"))
                .filter(text -> SPAN.matcher(text).matches());
        var isRemote = (number(span.path("flags")) & REMOTE) != 0;
        var name = ForeignValue.line(ForeignValue.text(span, "name"), LONGEST).orElse(id);
        var own = attributes(span, SpanWords.OF_SPAN);
        var end = ended.get().isBefore(began.get()) ? began.get() : ended.get();
        var failure = failure(span.path("status"), own);
        return Optional.of(
                new Span(trace, id, parent, isRemote, scope, name, began.get(), end, failure, own, resource));
    }

    static String id(JsonNode span, String field) {
        var text = ForeignValue.text(span, field);
        return text.length() > 32 ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> failure(JsonNode status, Map<String, String> own) {
        var isError = status.path("code").asInt(0) == 2
                || ForeignValue.text(status, "code").equals("STATUS_CODE_ERROR");
        if (!isError) return Optional.empty();
        var said = ForeignValue.news(ForeignValue.text(status, "message"));
        return Optional.of(
                said.or(() -> Optional.ofNullable(own.get(SpanWords.ERROR))).orElse("it failed"));
    }

    static Map<String, String> attributes(JsonNode of, Set<String> understood) {
        var found = new HashMap<String, String>();
        for (var attribute : of.path("attributes")) {
            var key = ForeignValue.text(attribute, "key");
            if (!understood.contains(key)) continue;
            ForeignValue.line(text(attribute.path("value")), LONGEST).ifPresent(it -> found.put(key, it));
        }
        return Map.copyOf(found);
    }

    private static String text(JsonNode value) {
        if (value.has("boolValue")) return value.path("boolValue").asBoolean(false) ? "true" : "false";
        if (value.has("intValue")) return "" + number(value.path("intValue"));
        return ForeignValue.text(value, "stringValue");
    }

    /** In JSON it is a text, for it is too large for some. */
    static Optional<Instant> time(JsonNode nanos) {
        var value = number(nanos);
        return value <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(value / NANOS, value % NANOS));
    }

    private static long number(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) return value.asLong();
        var text = value.isString() ? value.asString() : "";
        try {
            return text.length() > 20 ? 0 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** One span as an export of its own, with what is understood of it. */
    static String written(Span span) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("resourceSpans");
            out.writeStartObject();
            out.writeObjectPropertyStart("resource");
            write(span.resource(), out);
            out.writeEndObject();
            out.writeArrayPropertyStart("scopeSpans");
            out.writeStartObject();
            out.writeObjectPropertyStart("scope");
            out.writeStringProperty("name", span.scope());
            out.writeEndObject();
            out.writeArrayPropertyStart("spans");
            write(span, out);
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(Span span, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("traceId", span.trace());
        out.writeStringProperty("spanId", span.id());
        span.parent().ifPresent(parent -> out.writeStringProperty("parentSpanId", parent));
        if (span.isParentRemote()) out.writeNumberProperty("flags", REMOTE);
        out.writeStringProperty("name", span.name());
        out.writeStringProperty("startTimeUnixNano", nanos(span.began()));
        out.writeStringProperty("endTimeUnixNano", nanos(span.ended()));
        write(span.attributes(), out);
        span.failure().ifPresent(why -> {
            out.writeObjectPropertyStart("status");
            out.writeNumberProperty("code", 2);
            out.writeStringProperty("message", why);
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static String nanos(Instant time) {
        return "" + (time.getEpochSecond() * NANOS + time.getNano());
    }

    private static void write(Map<String, String> attributes, JsonGenerator out) {
        out.writeArrayPropertyStart("attributes");
        attributes.forEach((key, text) -> {
            out.writeStartObject();
            out.writeStringProperty("key", key);
            out.writeObjectPropertyStart("value");
            out.writeStringProperty("stringValue", text);
            out.writeEndObject();
            out.writeEndObject();
        });
        out.writeEndArray();
    }
}
