package sitrep.http.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import sitrep.engine.contact.TelemetryListener.Encoding;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.Problem;
import sitrep.json.Json;

/**
 * Answers to exports: {@code ExportTraceServiceResponse} and {@code ExportLogsServiceResponse}, which are empty when
 * all was taken, and {@code Status} with what is wrong. In JSON a refusal is one of our problems and a status at once.
 */
final class OtlpAnswer {
    static final String JSON = "application/json";
    static final String PROTOBUF = "application/x-protobuf";

    /** How those are called in JSON that were not taken. */
    static final String SPANS = "rejectedSpans";

    static final String RECORDS = "rejectedLogRecords";

    private OtlpAnswer() {}

    static ApiAnswer taken(Encoding encoding) {
        return switch (encoding) {
            case JSON -> ApiAnswer.json("{}");
            case PROTOBUF -> protobuf(200, new byte[0], Map.of());
        };
    }

    /** Some of it was not. */
    static ApiAnswer taken(Encoding encoding, String refusedAs, int refused, String why) {
        return switch (encoding) {
            case JSON ->
                ApiAnswer.json(Json.write(out -> {
                    out.writeStartObject();
                    out.writeObjectPropertyStart("partialSuccess");
                    out.writeStringProperty(refusedAs, "" + refused);
                    out.writeStringProperty("errorMessage", why);
                    out.writeEndObject();
                    out.writeEndObject();
                }));
            case PROTOBUF -> {
                var partial = new ByteArrayOutputStream();
                number(1, refused, partial);
                bytes(2, why.getBytes(StandardCharsets.UTF_8), partial);
                var answer = new ByteArrayOutputStream();
                bytes(1, partial.toByteArray(), answer);
                yield protobuf(200, answer.toByteArray(), Map.of());
            }
        };
    }

    static ApiAnswer of(Problem problem, Encoding encoding) {
        var face = problem.face();
        return switch (encoding) {
            case JSON -> {
                var body = Json.write(out -> {
                    out.writeStartObject();
                    out.writeNumberProperty("code", code(face.status()));
                    out.writeStringProperty("message", face.detail());
                    problem.writeFields(out);
                    out.writeEndObject();
                });
                yield new ApiAnswer.Whole(
                        face.status(), JSON, body.getBytes(StandardCharsets.UTF_8), problem.headers());
            }
            case PROTOBUF -> {
                var status = new ByteArrayOutputStream();
                number(1, code(face.status()), status);
                bytes(2, face.detail().getBytes(StandardCharsets.UTF_8), status);
                yield protobuf(face.status(), status.toByteArray(), problem.headers());
            }
        };
    }

    /** The code by which gRPC knows it. */
    private static int code(int status) {
        return switch (status) {
            case 408 -> 4;
            case 413 -> 8;
            case 503, 507 -> 14;
            default -> 3;
        };
    }

    private static ApiAnswer protobuf(int status, byte[] body, Map<String, String> headers) {
        return new ApiAnswer.Whole(status, PROTOBUF, body, headers);
    }

    private static void number(int field, int value, ByteArrayOutputStream out) {
        out.write(field << 3);
        varint(value, out);
    }

    private static void bytes(int field, byte[] value, ByteArrayOutputStream out) {
        out.write((field << 3) | 2);
        varint(value.length, out);
        out.writeBytes(value);
    }

    private static void varint(int value, ByteArrayOutputStream out) {
        var rest = value;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
