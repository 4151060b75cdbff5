package sitrep.connect.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** An export in JSON, of spans or of log records, in protocol buffers. */
public final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Proto() {}

    public static byte[] of(JsonNode export) {
        var all = new Proto();
        for (var resource : export.path("resourceSpans")) all.message(1, resource(resource));
        for (var resource : export.path("resourceLogs")) all.message(1, resource(resource));
        return all.out.toByteArray();
    }

    private static Proto resource(JsonNode node) {
        var about = new Proto();
        attributes(1, node.path("resource"), about);
        var all = new Proto().message(1, about);
        for (var scope : node.path("scopeSpans")) {
            var named = new Proto().text(1, scope.path("scope").path("name"));
            var spans = new Proto().message(1, named);
            for (var span : scope.path("spans")) spans.message(2, span(span));
            all.message(2, spans);
        }
        for (var scope : node.path("scopeLogs")) {
            var named = new Proto().text(1, scope.path("scope").path("name"));
            var records = new Proto().message(1, named);
            for (var record : scope.path("logRecords")) records.message(2, record(record));
            all.message(2, records);
        }
        return all;
    }

    private static Proto span(JsonNode node) {
        var span = new Proto()
                .bytes(1, HexFormat.of().parseHex(node.path("traceId").asString("")))
                .bytes(2, HexFormat.of().parseHex(node.path("spanId").asString("")))
                .bytes(4, HexFormat.of().parseHex(node.path("parentSpanId").asString("")))
                .text(5, node.path("name"))
                .fixed(7, 8, Long.parseLong(node.path("startTimeUnixNano").asString("0")))
                .fixed(8, 8, Long.parseLong(node.path("endTimeUnixNano").asString("0")));
        attributes(9, node, span);
        var status = node.path("status");
        span.message(
                15,
                new Proto()
                        .text(2, status.path("message"))
                        .number(3, status.path("code").asLong(0)));
        return span.fixed(16, 4, node.path("flags").asLong(0));
    }

    private static Proto record(JsonNode node) {
        var record = new Proto()
                .fixed(1, 8, Long.parseLong(node.path("timeUnixNano").asString("0")))
                .text(3, node.path("severityText"));
        attributes(6, node, record);
        return record.fixed(8, 4, node.path("flags").asLong(0))
                .bytes(9, HexFormat.of().parseHex(node.path("traceId").asString("")))
                .bytes(10, HexFormat.of().parseHex(node.path("spanId").asString("")))
                .fixed(11, 8, Long.parseLong(node.path("observedTimeUnixNano").asString("0")))
                .text(12, node.path("eventName"));
    }

    private static void attributes(int field, JsonNode of, Proto into) {
        for (var attribute : of.path("attributes")) {
            var value = attribute.path("value");
            var any = new Proto();
            if (value.has("stringValue")) any.text(1, value.path("stringValue"));
            if (value.has("boolValue")) any.number(2, value.path("boolValue").asBoolean(false) ? 1 : 0);
            if (value.has("intValue")) any.number(3, value.path("intValue").asLong(0));
            if (value.has("doubleValue")) any.fixed(4, 8, 0);
            into.message(field, new Proto().text(1, attribute.path("key")).message(2, any));
        }
    }

    private Proto text(int field, JsonNode text) {
        return bytes(field, text.asString("").getBytes(StandardCharsets.UTF_8));
    }

    private Proto message(int field, Proto message) {
        return bytes(field, message.out.toByteArray());
    }

    private Proto bytes(int field, byte[] bytes) {
        varint(((long) field << 3) | 2);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private Proto number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private Proto fixed(int field, int size, long value) {
        varint(((long) field << 3) | (size == 8 ? 1 : 5));
        var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        out.write(bytes.array(), 0, size);
        return this;
    }

    private void varint(long value) {
        var rest = value;
        while (rest < 0 || rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
