package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedTest {

    @Test
    void whatIsPushedKeepsItsWholeFrame() {
        var text = "{\"type\":\"event\",\"event\":\"agent\",\"payload\":{\"runId\":\"r\"},\"seq\":7}";
        var pushed = assertInstanceOf(Received.Pushed.class, Received.of(text));
        assertEquals("agent", pushed.event());
        assertEquals(7, pushed.frame().path("seq").asInt());
    }

    @Test
    void anAnswerIsGivenOrRefused() {
        var given = Received.of("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"tasks\":[]}}");
        assertTrue(assertInstanceOf(Received.Answered.class, given).error().isEmpty());
        var refused = Received.of("{\"type\":\"res\",\"id\":\"1\",\"ok\":false,\"error\":{\"code\":\"FORBIDDEN\"}}");
        var error = assertInstanceOf(Received.Answered.class, refused).error();
        assertEquals("FORBIDDEN", error.orElseThrow().path("code").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    not json                          | not JSON
                    [1]                               | neither event nor answer
                    {"type":"shout"}                  | neither event nor answer
                    {"type":"event","payload":{}}     | no name
                    {"type":"res","ok":true}          | no id
                    """)
    void whatCannotBeReadSaysWhy(String text, String reason) {
        assertEquals(
                reason,
                assertInstanceOf(Received.Unread.class, Received.of(text))
                        .skipped()
                        .reason());
    }

    @Test
    void whatIsTooLongIsNotEvenRead() {
        var unread = assertInstanceOf(Received.Unread.class, Received.of("x".repeat(Received.LONGEST + 1)));
        assertEquals("longer than 4000000 characters", unread.skipped().reason());
    }
}
