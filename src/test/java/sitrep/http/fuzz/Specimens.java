package sitrep.http.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Requests as the API's description allows them, of every route: with its parameters, and with its examples for bodies
 * or what its schemas make of chance.
 */
final class Specimens {
    /** How many tasks there are: task-0, task-1 and so on. */
    static final int TASKS = 12;

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    /** One operation of the description. */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode content) {
        String name() {
            return method + " " + path;
        }
    }

    private final JsonNode description;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> assets;

    /** @param assets files of the page that there are */
    Specimens(JsonNode description, List<String> assets) {
        this.description = description;
        this.assets = assets;
        for (var path : description.path("paths").properties()) {
            var item = resolved(path.getValue());
            for (var method : item.properties()) {
                if (!METHODS.contains(method.getKey())) continue;
                var parameters = new ArrayList<JsonNode>();
                method.getValue().path("parameters").forEach(each -> parameters.add(resolved(each)));
                var content = resolved(method.getValue().path("requestBody")).path("content");
                operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), parameters, content));
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        return FromSchema.resolved(description, node);
    }

    List<Operation> operations() {
        return operations;
    }

    /**
     * A request that is as it should be, of this operation; one in four without parameters, for what chance makes of
     * many of them may contradict itself. Events have far more to say than the others.
     */
    Draft of(Operation operation, RandomGenerator random) {
        var schemas = new FromSchema(description, random);
        var draft = new Draft(operation.method(), path(operation, random, schemas));
        var query = new ArrayList<String>();
        var isBare = random.nextInt(4) == 0;
        for (var parameter : operation.parameters()) {
            var isRare = parameter.path("name").asString().equals("token") || isHeader(parameter);
            var isNeeded = parameter.path("required").asBoolean(false) && isHeader(parameter);
            if (!isNeeded && (isBare || random.nextInt(isRare ? 40 : 5) > 0)) continue;
            var name = parameter.path("name").asString();
            var value = value(name, parameter.path("schema"), random, schemas);
            if (isHeader(parameter)) draft.headers.add(new Draft.Header(name, value));
            else query.add(name + "=" + encoded(value));
        }
        if (!query.isEmpty()) draft.target += "?" + String.join("&", query);
        if (operation.content().size() > 0) fill(draft, operation.content(), random, schemas);
        return draft;
    }

    private static boolean isHeader(JsonNode parameter) {
        return parameter.path("in").asString().equals("header");
    }

    private String path(Operation operation, RandomGenerator random, FromSchema schemas) {
        return operation
                .path()
                .replace("{id}", encoded(schemas.task()))
                .replace("{name}", "target-" + random.nextInt(4))
                .replace("{agent}", "claude-code")
                .replace("{file}", assets.get(random.nextInt(assets.size())));
    }

    private String value(String name, JsonNode schema, RandomGenerator random, FromSchema schemas) {
        return switch (name) {
            case "cursor" -> cursor(random.nextInt(6) + " " + random.nextInt(1_000_000) + " " + schemas.task());
            case "field" ->
                List.of("phase", "runs.main.phase", "labels.key1", "workers.id-1", "update")
                        .get(random.nextInt(5));
            case "q" -> List.of("night", "te 41", "build").get(random.nextInt(3));
            case "source" -> "source-" + random.nextInt(4);
            case "Idempotency-Key" -> "key-" + random.nextInt(10_000, 100_000);
            default -> {
                var value = schemas.value(schema);
                while (value.isArray() && value.size() > 0) value = value.get(0);
                yield value.isArray() ? "key1:x" : value.asString();
            }
        };
    }

    static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private void fill(Draft draft, JsonNode content, RandomGenerator random, FromSchema schemas) {
        var types = List.copyOf(content.propertyNames());
        var type = types.get(random.nextInt(types.size()));
        draft.headers.add(new Draft.Header("Content-Type", type));
        var medium = content.path(type);
        var examples = new ArrayList<JsonNode>();
        medium.path("examples").forEach(example -> examples.add(example.path("value")));
        if (type.endsWith("ndjson")) {
            var item = description.at("/components/schemas/Item");
            for (var i = random.nextInt(5); i >= 0; i--) draft.lines.add(schemas.value(item));
        } else if (random.nextInt(3) == 0 && !examples.isEmpty()) {
            draft.json =
                    Optional.of(examples.get(random.nextInt(examples.size())).deepCopy());
        } else {
            draft.json = Optional.of(schemas.value(medium.path("schema")).deepCopy());
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
