package sitrep.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Documents become the trees that Jackson's mapper makes of them, though it is not asked. */
final class TreeTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                " true ",
                "0",
                "-1",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "-123456789012345678901234567890",
                "1.5",
                "-0.0",
                "1e3",
                "1e-400",
                "1e400",
                "0.1234567890123456789012345678901234567890",
                "[[],[{}],[[[1,2],3],\"four\",null,false]]",
                "{\"a\":{\"b\":[{\"c\":null},{\"d\":1.25}],\"\":\"\\u20ac \\ud83d\\ude00\"},\"e\":[]}"
            })
    void it_is_as_jackson_reads_it(String text) {
        var theirs = MAPPER.readTree(text);
        assertEquals(theirs, Json.read(text));
        assertEquals(theirs.getClass(), Json.read(text).getClass());
        assertEquals(theirs.toString(), Json.read(text).toString());
        assertEquals(theirs.toString(), Json.text(Json.read(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[1,",
                "[1",
                "]",
                "}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "{} x",
                "nul",
                "NaN",
                "\"",
                "{1:2}",
                "[1 2]",
                "-"
            })
    void what_is_broken_is_refused(String text) {
        assertThrows(Json.Malformed.class, () -> Json.read(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {Json.DEPTH + 1, 100_000})
    void what_is_too_deep_is_refused(int depth) {
        assertEquals(Json.DEPTH, depthOf("[".repeat(Json.DEPTH) + "]".repeat(Json.DEPTH)));
        assertThrows(Json.Malformed.class, () -> Json.read("[".repeat(depth) + "]".repeat(depth)));
    }

    private static int depthOf(String text) {
        var depth = 1;
        for (var node = Json.read(text); !node.isEmpty(); node = node.get(0)) depth++;
        return depth;
    }
}
