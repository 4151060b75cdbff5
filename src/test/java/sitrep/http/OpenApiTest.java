package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sitrep.http.api.SourcesApiTest;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the API is held against the server: what it does, and what the answers look like. */
class OpenApiTest {
    private static TestServer server;
    private static JsonNode description;

    @BeforeAll
    static void start() {
        server = TestServer.inMemory();
        server.post("/api/v1/events", """
                {"task":"t","name":"T","goal":"g","owner":{"name":"Dana","where":"#ops"},"labels":{"a":"b"},
                 "links":[{"rel":"pr","href":"https://example.org/1"}],"run":"r","slot":"s","attempt":1,"label":"mvn",
                 "worker":{"id":"w","kind":"process","name":"mvn","where":"office"},"phase":"waiting_approval",
                 "text":"git push","waitingOn":"Dana","update":"almost","progress":"1/2"}""");
        server.connections.set(SourcesApiTest.ONE_OF_EACH);
        description = new YAMLMapper().readTree(server.get("/openapi.yaml").body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_route_is_described_and_nothing_else() {
        var described = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> resolved(path.getValue())
                        .properties()
                        .forEach(method ->
                                described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        described.removeIf(route -> !route.matches("(GET|POST|PUT|DELETE) .*"));
        var served = server.app.routes().stream()
                .map(route -> route.method() + " " + route.pattern().replace("{file...}", "{file}"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(served, described);
    }

    @Test
    void what_is_asked_for_is_answered_with_a_described_status_and_form() {
        for (var path : Set.of(
                "/tasks",
                "/counts",
                "/tasks/{id}",
                "/tasks/{id}/events",
                "/tasks/{id}/updates",
                "/tasks/{id}/why",
                "/summary",
                "/sources",
                "/workers",
                "/hosts",
                "/insights",
                "/since",
                "/notifications",
                "/notifications/targets",
                "/happened")) {
            var reply = server.get("/api/v1" + path.replace("{id}", "t"));
            assertEquals(200, reply.status(), path);
            var answers = answer("/api/v1" + path, "get");
            var schema = resolved(answers.path("200"))
                    .path("content")
                    .path("application/json")
                    .path("schema");
            assertTrue(schema.isObject(), path + " has no described answer");
            hold(path, reply.json(), schema);
            assertTrue(answers.size() > 1, path + " has no described refusal");
        }
    }

    @Test
    void a_refusal_is_a_described_problem() {
        var reply = server.post("/api/v1/events", "{\"task\":\"t\",\"phase\":\"thinking\"}");
        assertEquals(422, reply.status());
        var refusal = resolved(answer("/api/v1/events", "post").path("422"));
        hold(
                "422",
                reply.json(),
                refusal.path("content").path("application/problem+json").path("schema"));
    }

    private static JsonNode answer(String path, String method) {
        return description.path("paths").path(path).path(method).path("responses");
    }

    /** Holds what objects have against what the schema knows of: required names are there, and no other than known. */
    private static void hold(String where, JsonNode value, JsonNode schema) {
        var known = resolved(schema);
        if (value.isArray()) {
            for (var item : value) hold(where + "[]", item, known.path("items"));
            return;
        }
        if (!value.isObject()) return;
        var names = new TreeSet<String>();
        properties(known, names);
        for (var required : known.path("required")) {
            assertTrue(value.has(required.asString()), where + " lacks " + required.asString());
        }
        if (names.isEmpty()) return;
        value.properties().forEach(property -> {
            assertTrue(
                    names.contains(property.getKey()) || known.has("additionalProperties"),
                    where + " has " + property.getKey() + ", which is not described");
            hold(where + "." + property.getKey(), property.getValue(), property(known, property.getKey()));
        });
    }

    private static void properties(JsonNode schema, Set<String> names) {
        names.addAll(schema.path("properties").propertyNames());
        for (var part : schema.path("allOf")) properties(resolved(part), names);
    }

    private static JsonNode property(JsonNode schema, String name) {
        if (schema.path("properties").has(name))
            return schema.path("properties").path(name);
        for (var part : schema.path("allOf")) {
            var found = property(resolved(part), name);
            if (!found.isMissingNode()) return found;
        }
        return Json.read("{}").path("missing");
    }

    private static JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref");
        return reference.isString()
                ? resolved(description.at(reference.asString().substring(1)))
                : node;
    }
}
