package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayMessageTest {

    @Test
    void whatIsPushedKeepsItsWholeFrame() {
        var text = "{\"type\":\"event\",\"event\":\"agent\",\"payload\":{\"runId\":\"r\"},\"seq\":7}";
        var pushed = assertInstanceOf(GatewayMessage.Pushed.class, GatewayMessage.of(text));
        assertEquals("agent", pushed.event());
        assertEquals(7, pushed.frame().path("seq").asInt());
    }

    @Test
    void anAnswerIsGivenOrRefused() {
        var given = GatewayMessage.of("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"tasks\":[]}}");
        assertTrue(
                assertInstanceOf(GatewayMessage.Answered.class, given).error().isEmpty());
        var refused =
                GatewayMessage.of("{\"type\":\"res\",\"id\":\"1\",\"ok\":false,\"error\":{\"code\":\"FORBIDDEN\"}}");
        var error = assertInstanceOf(GatewayMessage.Answered.class, refused).error();
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
                assertInstanceOf(GatewayMessage.Unread.class, GatewayMessage.of(text))
                        .skipped()
                        .reason());
    }

    @Test
    void whatIsTooLongIsNotEvenRead() {
        var unread = assertInstanceOf(
                GatewayMessage.Unread.class, GatewayMessage.of("x".repeat(GatewayMessage.LONGEST + 1)));
        assertEquals("longer than 4000000 characters", unread.skipped().reason());
    }
}
