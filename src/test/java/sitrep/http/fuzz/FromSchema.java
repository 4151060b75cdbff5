package sitrep.http.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that a schema of the API's description allows; what they say together need not make sense. */
final class FromSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEPTH = 8;
    private static final String WORDS =
            "build the nightly image and push it to staging when 412 of 913 tests are through";

    private final JsonNode description;
    private final RandomGenerator random;

    FromSchema(JsonNode description, RandomGenerator random) {
        this.description = description;
        this.random = random;
    }

    static JsonNode resolved(JsonNode description, JsonNode node) {
        var reference = node.path("$ref");
        return reference.isString()
                ? resolved(description, description.at(reference.stringValue().substring(1)))
                : node;
    }

    JsonNode value(JsonNode schema) {
        return value(schema, DEPTH);
    }

    private JsonNode value(JsonNode given, int depth) {
        var name = given.path("$ref").asString("").replaceFirst(".*/", "");
        var schema = resolved(description, given);
        if (schema.has("const")) return schema.get("const");
        if (schema.has("enum"))
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        if (schema.has("then")) return value(schema.get(random.nextBoolean() ? "then" : "else"), depth);
        if (name.equals("Event")) return event(depth);
        var choices = choices(schema);
        if (!choices.isEmpty() && !schema.has("properties")) {
            return value(choices.get(random.nextInt(choices.size())), depth);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.stringNode(text(name, schema));
        };
    }

    /** What has a default keeps it: that may be a time for which an answer waits. */
    private JsonNode number(JsonNode schema) {
        return schema.has("default")
                ? schema.get("default")
                : NODES.numberNode(schema.path("minimum").asInt(0) + random.nextInt(10));
    }

    private static List<JsonNode> choices(JsonNode schema) {
        var choices = new ArrayList<JsonNode>();
        schema.path("oneOf").forEach(choices::add);
        schema.path("anyOf").forEach(choices::add);
        return choices;
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        var choices = choices(schema);
        if (!choices.isEmpty()) {
            var choice = choices.get(random.nextInt(choices.size()));
            choice.path("required").forEach(name -> required.add(name.asString()));
        }
        var share = random.nextInt(1, 8);
        for (var property : schema.path("properties").properties()) {
            if (!required.contains(property.getKey()) && (depth <= 0 || random.nextInt(16) >= share)) continue;
            object.set(property.getKey(), value(property.getValue(), depth - 1));
        }
        if (schema.has("additionalProperties") && !schema.has("properties")) {
            for (var i = random.nextInt(4); i > 0; i--) object.put("key" + i, words());
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        for (var i = depth <= 0 ? 0 : random.nextInt(4); i > 0; i--) array.add(value(schema.path("items"), depth - 1));
        return array;
    }

    /** An event with the data that its type asks for. */
    private JsonNode event(int depth) {
        var byType = new TreeMap<String, JsonNode>(Map.of("sitrep.source.lost", Json.read("{\"type\":\"object\"}")));
        for (var part : description.at("/components/schemas/ByType/allOf")) {
            var type = part.at("/if/properties/type");
            var data = part.at("/then/properties/data");
            if (type.has("const")) byType.put(type.get("const").asString(), data);
            type.path("enum").forEach(each -> byType.put(each.asString(), data));
        }
        var type = List.copyOf(byType.keySet()).get(random.nextInt(byType.size()));
        ObjectNode event = NODES.objectNode();
        event.put("specversion", "1.0");
        event.put("id", random.nextInt(8) == 0 ? "same" : "e" + random.nextInt(1_000_000));
        event.put("source", "source-" + random.nextInt(4));
        event.put("type", type);
        if (random.nextBoolean()) event.put("time", time());
        event.put("subject", task());
        event.set("data", value(byType.get(type), depth - 1));
        return event;
    }

    private String text(String name, JsonNode schema) {
        if (name.equals("Id")) return random.nextInt(3) > 0 ? task() : "id-" + random.nextInt(12);
        if (name.equals("Day")) return "2026-11-" + random.nextInt(10, 31);
        if (name.equals("Zone"))
            return List.of("UTC", "Europe/Lisbon", "+01:00").get(random.nextInt(3));
        if (name.equals("Span"))
            return random.nextInt(1, 60) + List.of("s", "m", "h", "d").get(random.nextInt(4));
        if (schema.path("format").asString("").equals("date-time")) return time();
        var pattern = schema.path("pattern").asString("");
        if (pattern.startsWith("^http")) return "https://example.org/" + random.nextInt(100);
        return pattern.isEmpty() ? words() : "key1:" + words();
    }

    /** One of the tasks that there are. */
    String task() {
        return "task-" + random.nextInt(Specimens.TASKS);
    }

    String time() {
        return "2026-11-%02dT%02d:%02d:%02dZ"
                .formatted(random.nextInt(15, 30), random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private String words() {
        var from = random.nextInt(WORDS.length() - 12);
        return WORDS.substring(from, from + random.nextInt(4, 12)).strip();
    }
}
