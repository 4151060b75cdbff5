package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sitrep.json.Json;

class InertTextTest {

    @Test
    void takesOutWhatATerminalWouldActOn() {
        assertEquals("red alert", InertText.line("\u001b[1;31mred\u001b[0m alert"));
        assertEquals("title", InertText.line("\u001b]0;pwned\u0007title"));
        assertEquals("link", InertText.line("\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\"));
        assertEquals("eight bits", InertText.line("\u009b31meight bits"));
        assertEquals("never ended", InertText.line("\u001b]never ended"));
        assertEquals("reset", InertText.line("\u001bcreset"));
        assertEquals("back", InertText.line("b\ba\u0007c\u0000k"));
        assertEquals("", InertText.line("\u001b"));
        assertEquals("", InertText.line("\u001b["));
    }

    @Test
    void putsTextOnOneLine() {
        assertEquals("one two three", InertText.line("  one\r\n\ttwo\u2028three\u00a0 "));
    }

    @Test
    void aRowKeepsItsSpaces() {
        assertEquals("  one   two", InertText.row("  one \u001b[1m  two \r"));
    }

    @Test
    void takesOutWhatTurnsOrHides() {
        assertEquals("exe.png", InertText.line("exe\u202e.png\u2066"));
        assertEquals("ab", InertText.line("a\u200bb\ufeff"));
        assertEquals("\ufffd", InertText.line("\ud800"));
    }

    @Test
    void takesJoinedEmojiApart() {
        assertEquals("👩💻", InertText.line("👩\u200d💻"));
        assertEquals("👍", InertText.line("👍🏽"));
        assertEquals("❤", InertText.line("❤\ufe0f"));
    }

    @Test
    void jsonMeansTheSameAndIsSafeToShow() {
        var json = Json.read("{\"a\":\"\\u009b31m\\u202e\\u2028 日本\"}");
        var shown = InertText.json(json.toString());
        assertEquals("{\"a\":\"\\u009b31m\\u202e\\u2028 日本\"}", shown);
        assertEquals(json, Json.read(shown));
    }

    @Property(tries = 500)
    void nothingActiveIsLeft(@ForAll String text) {
        assertFalse(InertText.line(text).codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        }));
    }
}
