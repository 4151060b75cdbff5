package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.exchange.Refusal;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class BodyItemsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static List<String> elements(String body) {
        return of(BodyItems.array(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> of(BodyItems items) {
        return items.slices().stream()
                .map(slice -> items.read(slice).toString())
                .toList();
    }

    /** Whatever is in a document, an array of such documents comes apart into them. */
    @Property(tries = 500)
    void an_array_comes_apart_into_its_elements(@ForAll("documents") List<JsonNode> documents) {
        var array = NODES.arrayNode().addAll(documents);
        var expected = documents.stream().map(JsonNode::toString).toList();
        assertEquals(expected, elements(array.toString()));
        assertEquals(expected, elements(" " + Json.pretty(array) + "\n"));
    }

    @Provide
    Arbitrary<List<JsonNode>> documents() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("{}[]\",:\\ aü\u2028\t👋".toCharArray())
                .ofMaxLength(12)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts.map(NODES::stringNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.just(NODES.booleanNode(true)));
        Arbitrary<JsonNode> flat = Arbitraries.maps(texts, leaves).ofMaxSize(4).map(map -> {
            var object = NODES.objectNode();
            map.forEach(object::set);
            return object;
        });
        Arbitrary<JsonNode> nested =
                flat.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
        return Arbitraries.oneOf(leaves, flat, nested).list().ofMaxSize(6);
    }

    @Test
    void an_empty_array_has_no_items() {
        assertEquals(List.of(), elements("[]"));
        assertEquals(List.of(), elements(" [ \n ] "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[]]", "[1]x", "[}", "[{]", "[\"]", "{}", "", "[[1]"
            })
    void an_array_that_is_none_is_refused_as_a_whole(String body) {
        assertThrows(Refusal.class, () -> BodyItems.array(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void lines_may_end_in_any_way_and_be_empty() {
        var lines = BodyItems.lines("\n{\"a\":1}\r\n\r\n  \n{\"b\":2}".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), of(lines));
    }
}
