package sitrep.http.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.sitrep.Attention;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools as clients are told of them. The file names each shape and each closed vocabulary once; here the shapes are
 * put in where they are named, for not every client follows references.
 */
final class ToolCatalogue {
    private static final String FILE = "/mcp/tools.json";
    private static final String SHAPE = "shape";
    private static final String ENUM = "enum";

    private static final Map<String, List<String>> WORDS = Map.of(
            "phases", words(Arrays.stream(Phase.values()).map(Phase::word)),
            "attentions", words(Arrays.stream(Attention.values()).map(Attention::word)),
            "outcomes", words(Arrays.stream(Outcome.values()).map(Outcome::word)),
            "reasons", words(Arrays.stream(BlockReason.values()).map(BlockReason::word)));

    private final JsonNode shapes;

    private ToolCatalogue(JsonNode shapes) {
        this.shapes = shapes;
    }

    static List<McpSchema.Tool> of(McpJsonMapper mapper) {
        try (var in = ToolCatalogue.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException("the catalogue of tools is missing");
            var file = Json.read(in.readAllBytes());
            var tools = new ToolCatalogue(file.path("shapes")).whole(file.path("tools"));
            return mapper.convertValue(tools, new TypeRef<List<McpSchema.Tool>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(Stream<String> words) {
        return words.toList();
    }

    private JsonNode whole(JsonNode node) {
        if (node.isArray()) {
            var all = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> all.add(whole(item)));
            return all;
        }
        if (!node.isObject()) return node;
        if (node.size() == 1 && node.path(SHAPE).isString())
            return whole(shapes.path(node.path(SHAPE).stringValue()));
        var object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(property -> put(property.getKey(), property.getValue(), object));
        return object;
    }

    private void put(String name, JsonNode value, ObjectNode into) {
        if (name.equals(ENUM) && value.isString()) into.set(name, vocabulary(value.stringValue()));
        else into.set(name, whole(value));
    }

    private static ArrayNode vocabulary(String name) {
        var words = Optional.ofNullable(WORDS.get(name))
                .orElseThrow(() -> new IllegalStateException("there is no vocabulary " + name));
        var array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        return array;
    }
}
