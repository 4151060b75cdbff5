package sitrep.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes trees of what a parser reads, and writes them, as Jackson's mapper would. The parser limits how deep they get.
 */
final class Tree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Tree() {}

    /** The value that the parser stands at; afterwards it stands at that value's last token. */
    static JsonNode at(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    private static ObjectNode object(JsonParser parser) {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            object.set(name, at(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) array.add(at(parser));
        return array;
    }

    /** A number without a fraction, in the smallest kind that holds it. */
    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** Writes the tree in place of the next value. */
    static void write(JsonNode node, JsonGenerator out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (var property : node.properties()) {
                    out.writeName(property.getKey());
                    write(property.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (var item : node) write(item, out);
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.stringValue());
            case NUMBER -> number(node, out);
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            case MISSING -> {}
            case BINARY, POJO -> throw new IllegalArgumentException("not read from JSON: " + node.getNodeType());
        }
    }

    private static void number(JsonNode node, JsonGenerator out) {
        if (node.canConvertToLong() && node.isIntegralNumber()) out.writeNumber(node.longValue());
        else if (node.isIntegralNumber()) out.writeNumber(node.bigIntegerValue());
        else if (node.isDouble()) out.writeNumber(node.doubleValue());
        else out.writeNumber(node.decimalValue());
    }
}
