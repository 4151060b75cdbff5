package sitrep.connect.hooks.dialect;

import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The same for the same value, whatever the order in which its fields were written. */
final class Canon {
    private Canon() {}

    /** Short, and printable. */
    static String digest(String what, JsonNode node) {
        var text = new StringBuilder(what).append(' ');
        write(node, text);
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void write(JsonNode node, StringBuilder into) {
        if (node.isObject()) {
            into.append('{');
            for (var name : new TreeSet<>(node.propertyNames())) {
                into.append('"').append(name).append("\":");
                write(node.path(name), into);
                into.append(',');
            }
            into.append('}');
        } else if (node.isArray()) {
            into.append('[');
            for (var item : node) {
                write(item, into);
                into.append(',');
            }
            into.append(']');
        } else if (node.isString()) {
            into.append('"').append(node.asString()).append('"');
        } else {
            into.append(node);
        }
    }
}
