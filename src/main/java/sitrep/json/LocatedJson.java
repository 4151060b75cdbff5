package sitrep.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A document of settings in JSON5, with where each of its values stands, so that a mistake can be named by its line,
 * and one value put in place of another with all else left as it was written.
 *
 * @param lines by the path of a value, as in {@code targets[0].url}; the document itself has the empty path
 * @param spans the same of objects and lists: from the bracket that opens one to behind the one that closes it
 */
public record LocatedJson(JsonNode node, Map<String, Integer> lines, Map<String, Span> spans) {

    /** A part of the text. */
    public record Span(int from, int to) {}

    /** A place in the document while it is read: the path of what is around, and which item is next. */
    private static final class Around {
        final String path;
        final boolean isList;
        final int from;
        int next;

        Around(String path, boolean isList, int from) {
            this.path = path;
            this.isList = isList;
            this.from = from;
        }
    }

    /** The document in this text; where it is not JSON5, throws with the line of it. */
    public static LocatedJson read(String text) {
        var located = new LocatedJson(Json5.read(text), new HashMap<>(), new HashMap<>());
        try (var parser = Json5.parser(text)) {
            located.locate(parser);
        }
        return located;
    }

    private void locate(JsonParser parser) {
        Deque<Around> around = new ArrayDeque<>();
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            var at = parser.currentTokenLocation();
            var from = (int) at.getCharOffset();
            if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                var ended = around.pop();
                spans.put(ended.path, new Span(ended.from, from + 1));
            } else if (token != JsonToken.PROPERTY_NAME) {
                var path = path(around.peek(), parser);
                lines.put(path, at.getLineNr());
                if (token == JsonToken.START_OBJECT) around.push(new Around(path, false, from));
                if (token == JsonToken.START_ARRAY) around.push(new Around(path, true, from));
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

    /** Where an object or a list stands, if one does at this path. */
    public Optional<Span> span(String path) {
        return Optional.ofNullable(spans.get(path));
    }
}
