package sitrep.connect.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a program said, broken by chance. */
public final class BrokenJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BrokenJson() {}

    /** A copy with one to four things in it changed, removed, or put in the place of others. */
    public static JsonNode of(JsonNode line, Random random) {
        var copy = line.deepCopy();
        for (var times = random.nextInt(4); times >= 0; times--) {
            var places = new ArrayList<JsonNode>();
            collect(copy, places);
            var place = places.get(random.nextInt(places.size()));
            switch (place) {
                case ObjectNode object
                when !object.isEmpty() -> {
                    var names = List.copyOf(object.propertyNames());
                    var name = names.get(random.nextInt(names.size()));
                    if (random.nextInt(4) == 0) object.remove(name);
                    else object.set(name, value(object.path(name), places, random));
                }
                case ArrayNode array
                when !array.isEmpty() -> {
                    var at = random.nextInt(array.size());
                    array.set(at, value(array.path(at), places, random));
                }
                default -> {}
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (!node.isContainer()) return;
        into.add(node);
        for (var child : node) collect(child, into);
    }

    private static JsonNode value(JsonNode before, List<JsonNode> places, Random random) {
        var text = before.isString() ? before.asString() : "x";
        return switch (random.nextInt(14)) {
            case 0 -> NODES.stringNode("");
            case 1 -> NODES.stringNode(text + "?");
            case 2 -> NODES.stringNode(text.repeat(Math.min(400, 1 + 12_000 / Math.max(1, text.length()))));
            case 3 -> NODES.stringNode("\ud800" + text);
            case 4 -> NODES.stringNode(text + "\u0000\u001b[31m\u202e\n\ud83d");
            case 5 -> NODES.stringNode("   \n\t ");
            case 6 -> NODES.numberNode(random.nextLong());
            case 7 -> NODES.numberNode(-1.5e300);
            case 8 -> NODES.booleanNode(random.nextBoolean());
            case 9 -> NODES.nullNode();
            case 10 -> NODES.arrayNode().add(before.deepCopy()).add(1).add("a");
            case 11 -> NODES.objectNode().set("it", before.deepCopy());
            case 12 -> NODES.stringNode("ghp_abcdefghijklmnopqrstuvwxyz0123456789");
            default -> places.get(random.nextInt(places.size())).deepCopy();
        };
    }
}
