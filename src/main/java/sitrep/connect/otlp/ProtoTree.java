package sitrep.connect.otlp;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an export in protocol buffers into the tree that the same export is in JSON, as far as its fields are known
 * here; all others are passed over, as the format has it.
 */
final class ProtoTree {
    /** Most messages within one export: a small one of bytes must not become a large one of objects. */
    static final int MOST = 200_000;

    /** Bytes of the longest id. */
    private static final int ID = 16;

    /** What an export is as a whole. */
    private static final String SPANS = "an export of spans";

    private static final String RECORDS = "an export of log records";

    /** What a field is in JSON. */
    private enum Kind {
        TEXT,
        HEX,
        FLAG,
        NUMBER,
        ONE,
        MANY
    }

    private record Field(String name, Kind kind, String message) {}

    /** Thrown for bytes that are no export. */
    static final class Broken extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Broken(String why) {
            super(why, null, false, false);
        }
    }

    /** The messages of {@code opentelemetry/proto}, by the numbers of their fields. */
    private static final Map<String, Map<Integer, Field>> MESSAGES = Map.ofEntries(
            entry(SPANS, Map.of(1, message("resourceSpans", Kind.MANY))),
            entry(RECORDS, Map.of(1, message("resourceLogs", Kind.MANY))),
            entry("resourceSpans", Map.of(1, message("resource", Kind.ONE), 2, message("scopeSpans", Kind.MANY))),
            entry("resourceLogs", Map.of(1, message("resource", Kind.ONE), 2, message("scopeLogs", Kind.MANY))),
            entry("resource", Map.of(1, message("attributes", Kind.MANY))),
            entry("scopeSpans", Map.of(1, message("scope", Kind.ONE), 2, message("spans", Kind.MANY))),
            entry("scopeLogs", Map.of(1, message("scope", Kind.ONE), 2, message("logRecords", Kind.MANY))),
            entry("scope", Map.of(1, plain("name", Kind.TEXT))),
            entry(
                    "logRecords",
                    Map.of(
                            1, plain("timeUnixNano", Kind.NUMBER),
                            6, message("attributes", Kind.MANY),
                            9, plain("traceId", Kind.HEX),
                            10, plain("spanId", Kind.HEX),
                            11, plain("observedTimeUnixNano", Kind.NUMBER),
                            12, plain("eventName", Kind.TEXT))),
            entry(
                    "spans",
                    Map.of(
                            1, plain("traceId", Kind.HEX),
                            2, plain("spanId", Kind.HEX),
                            4, plain("parentSpanId", Kind.HEX),
                            5, plain("name", Kind.TEXT),
                            7, plain("startTimeUnixNano", Kind.NUMBER),
                            8, plain("endTimeUnixNano", Kind.NUMBER),
                            9, message("attributes", Kind.MANY),
                            15, message("status", Kind.ONE),
                            16, plain("flags", Kind.NUMBER))),
            entry("status", Map.of(2, plain("message", Kind.TEXT), 3, plain("code", Kind.NUMBER))),
            entry("attributes", Map.of(1, plain("key", Kind.TEXT), 2, message("value", Kind.ONE))),
            entry(
                    "value",
                    Map.of(
                            1, plain("stringValue", Kind.TEXT),
                            2, plain("boolValue", Kind.FLAG),
                            3, plain("intValue", Kind.NUMBER))));

    private final ByteBuffer bytes;
    private int messages;

    private ProtoTree(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The export of spans in these bytes. */
    static ObjectNode read(byte[] bytes) {
        return new ProtoTree(bytes).message(SPANS, bytes.length);
    }

    /** The export of log records in these bytes. */
    static ObjectNode records(byte[] bytes) {
        return new ProtoTree(bytes).message(RECORDS, bytes.length);
    }

    private static Field plain(String name, Kind kind) {
        return new Field(name, kind, "");
    }

    private static Field message(String name, Kind kind) {
        return new Field(name, kind, name);
    }

    /** Known messages lie within one another only as deep as the table goes. */
    private ObjectNode message(String name, int end) {
        if (++messages > MOST) throw new Broken("it has more than " + MOST + " messages");
        var fields = MESSAGES.getOrDefault(name, Map.of());
        var node = JsonNodeFactory.instance.objectNode();
        while (bytes.position() < end) {
            var tag = varint(end);
            value(Optional.ofNullable(fields.get((int) (tag >>> 3))), (int) (tag & 7), end, node);
        }
        return node;
    }

    private void value(Optional<Field> field, int wire, int end, ObjectNode into) {
        switch (wire) {
            case 0 -> number(field, varint(end), into);
            case 1 -> number(field, fixed(8, end), into);
            case 5 -> number(field, fixed(4, end), into);
            case 2 -> {
                var length = varint(end);
                if (length < 0 || length > end - bytes.position()) {
                    throw new Broken("a field is longer than its message");
                }
                var to = bytes.position() + (int) length;
                field.ifPresent(it -> bytes(it, to, into));
                bytes.position(to);
            }
            default -> throw new Broken("a field is of a kind that there is not");
        }
    }

    private static void number(Optional<Field> field, long value, ObjectNode into) {
        field.ifPresent(it -> {
            if (it.kind() == Kind.NUMBER) into.put(it.name(), value);
            if (it.kind() == Kind.FLAG) into.put(it.name(), value != 0);
        });
    }

    private void bytes(Field field, int end, ObjectNode into) {
        switch (field.kind()) {
            case TEXT -> into.put(field.name(), new String(rest(end), StandardCharsets.UTF_8));
            case HEX -> into.put(field.name(), hex(end));
            case ONE -> into.set(field.name(), message(field.message(), end));
            case MANY -> into.withArray(field.name()).add(message(field.message(), end));
            case FLAG, NUMBER -> {}
        }
    }

    private String hex(int end) {
        return end - bytes.position() > ID ? "" : HexFormat.of().formatHex(rest(end));
    }

    private byte[] rest(int end) {
        var rest = new byte[end - bytes.position()];
        bytes.get(rest);
        return rest;
    }

    private long fixed(int size, int end) {
        if (end - bytes.position() < size) throw new Broken("a number ends in the middle");
        return size == 8 ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }

    private long varint(int end) {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            if (bytes.position() >= end) throw new Broken("a number ends in the middle");
            var next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
        throw new Broken("a number has too many bytes");
    }
}
