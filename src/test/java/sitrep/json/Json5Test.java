package sitrep.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as people write them. */
class Json5Test {
    @Test
    void whatPeopleWriteIsRead() {
        var read = Json5.read("""
                // A line.
                {
                  plain: 1, 'single': 'it\\'s', "double": "x", /* between */
                  $dollar_1: [.5, +2, 3.,],
                  nested: { a: true, b: null, },
                }
                """);
        assertEquals(1, read.path("plain").asInt());
        assertEquals("it's", read.path("single").asString());
        assertEquals(0.5, read.path("$dollar_1").get(0).asDouble());
        assertEquals(2, read.path("$dollar_1").get(1).asInt());
        assertEquals(3, read.path("$dollar_1").get(2).asInt());
        assertEquals(true, read.path("nested").path("a").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{secret: 'hunter2'", "{secret: hunter2}", "// nothing"})
    void whatIsBrokenSaysWhereAndRepeatsNothing(String text) {
        var wrong = assertThrows(Json.Malformed.class, () -> Json5.read(text));
        assertFalse(String.valueOf(wrong.getMessage()).contains("hunter2"));
    }
}
