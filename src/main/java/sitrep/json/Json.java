package sitrep.json;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing JSON within limits. */
public final class Json {
    /** Deepest nesting that is read. */
    public static final int DEPTH = 32;

    /** Longest text in a document. */
    private static final int TEXT = 1_000_000;

    /** The same where whole files may be quoted. */
    private static final int LARGE_TEXT = 16_000_000;

    private static final JsonFactory FACTORY = factory(TEXT);

    /** Made for those who need it. */
    private static final class Large {
        static final JsonFactory FACTORY = factory(LARGE_TEXT);
    }

    private static JsonFactory factory(int longest) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(longest)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    private Json() {}

    /** Jackson's mapper takes as long to load as a short command lives, so it is made for those who need it. */
    private static final class Pretty {
        static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
                .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
                .build();
    }

    /** Bytes that are not a JSON document, with the reason for people. */
    public static final class Malformed extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason);
        }
    }

    /** The document in these bytes. */
    public static JsonNode read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** The document in a part of these bytes. */
    public static JsonNode read(byte[] bytes, int from, int length) {
        return read(FACTORY, bytes, from, length);
    }

    /** The document in these bytes, with texts in it that may be as long as a file. */
    public static JsonNode readLarge(byte[] bytes) {
        return read(Large.FACTORY, bytes, 0, bytes.length);
    }

    private static JsonNode read(JsonFactory factory, byte[] bytes, int from, int length) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), text(bytes, from, length))) {
            if (parser.nextToken() == null) throw new Malformed("there is no JSON in it");
            var node = Tree.at(parser);
            if (parser.nextToken() != null) throw new Malformed("something follows the JSON document");
            return node;
        } catch (JacksonException e) {
            throw new Malformed(reason(e));
        }
    }

    /** The document in this text. */
    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON text as the given code writes it. */
    public static String write(Consumer<JsonGenerator> code) {
        var writer = new StringWriter(512);
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
            code.accept(generator);
        }
        return writer.toString();
    }

    /** The same in UTF-8. */
    public static byte[] bytes(Consumer<JsonGenerator> code) {
        try (var bytes = new ByteArrayBuilder()) {
            try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
                code.accept(generator);
            }
            return bytes.toByteArray();
        }
    }

    /** A document on one line; nothing for one that is missing. */
    public static String text(JsonNode node) {
        return write(out -> Tree.write(node, out));
    }

    /** A document on several lines, for people. */
    public static String pretty(JsonNode node) {
        return Pretty.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    /** Writes a document that was read, or made by other means, into one that is being written. */
    public static void copy(JsonNode node, JsonGenerator out) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), node.toString())) {
            parser.nextToken();
            out.copyCurrentStructure(parser);
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Malformed("it is not UTF-8");
        }
    }

    /** What is wrong and where, without an excerpt of the contents. */
    private static String reason(JacksonException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "it is not JSON" + where;
    }
}
