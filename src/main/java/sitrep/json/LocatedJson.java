package sitrep.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A document of settings in JSON5, with where each of its values stands, so that a mistake can be named by its line.
 *
 * @param lines by the path of a value, as in {@code targets[0].url}; the document itself has the empty path
 */
public record LocatedJson(JsonNode node, Map<String, Integer> lines) {

    /** A place in the document while it is read: the path of what is around, and which item is next. */
    private static final class Around {
        final String path;
        final boolean isList;
        int next;

        Around(String path, boolean isList) {
            this.path = path;
            this.isList = isList;
        }
    }

    /** The document in this text; where it is not JSON5, throws with the line of it. */
    public static LocatedJson read(String text) {
        var node = Json5.read(text);
        var lines = new HashMap<String, Integer>();
        try (var parser = Json5.parser(text)) {
            locate(parser, lines);
        }
        return new LocatedJson(node, lines);
    }

    private static void locate(JsonParser parser, Map<String, Integer> lines) {
        Deque<Around> around = new ArrayDeque<>();
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                around.pop();
            } else if (token != JsonToken.PROPERTY_NAME) {
                var path = path(around.peek(), parser);
                lines.put(path, parser.currentTokenLocation().getLineNr());
                if (token == JsonToken.START_OBJECT) around.push(new Around(path, false));
                if (token == JsonToken.START_ARRAY) around.push(new Around(path, true));
            }
        }
    }

    private static String path(@org.jspecify.annotations.Nullable Around around, JsonParser parser) {
        if (around == null) return "";
        if (around.isList) return around.path + "[" + around.next++ + "]";
        var name = parser.currentName();
        // At the start of an object or a list the parser's own name is not yet that of the property.
        return around.path.isEmpty() ? name : around.path + "." + name;
    }

    /** The line of a value, or of what it would stand in. */
    public int line(String path) {
        var known = lines.get(path);
        if (known != null) return known;
        var end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return path.isEmpty() ? 1 : line(end < 0 ? "" : path.substring(0, end));
    }
}
