package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sitrep.json.Json;

class InertTest {

    @Test
    void takesOutWhatATerminalWouldActOn() {
        assertEquals("red alert", Inert.line("\u001b[1;31mred\u001b[0m alert"));
        assertEquals("title", Inert.line("\u001b]0;pwned\u0007title"));
        assertEquals("link", Inert.line("\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\"));
        assertEquals("eight bits", Inert.line("\u009b31meight bits"));
        assertEquals("never ended", Inert.line("\u001b]never ended"));
        assertEquals("reset", Inert.line("\u001bcreset"));
        assertEquals("back", Inert.line("b\ba\u0007c\u0000k"));
        assertEquals("", Inert.line("\u001b"));
        assertEquals("", Inert.line("\u001b["));
    }

    @Test
    void putsTextOnOneLine() {
        assertEquals("one two three", Inert.line("  one\r\n\ttwo\u2028three\u00a0 "));
    }

    @Test
    void aRowKeepsItsSpaces() {
        assertEquals("  one   two", Inert.row("  one \u001b[1m  two \r"));
    }

    @Test
    void takesOutWhatTurnsOrHides() {
        assertEquals("exe.png", Inert.line("exe\u202e.png\u2066"));
        assertEquals("ab", Inert.line("a\u200bb\ufeff"));
        assertEquals("\ufffd", Inert.line("\ud800"));
    }

    @Test
    void takesJoinedEmojiApart() {
        assertEquals("👩💻", Inert.line("👩\u200d💻"));
        assertEquals("👍", Inert.line("👍🏽"));
        assertEquals("❤", Inert.line("❤\ufe0f"));
    }

    @Test
    void jsonMeansTheSameAndIsSafeToShow() {
        var json = Json.read("{\"a\":\"\\u009b31m\\u202e\\u2028 日本\"}");
        var shown = Inert.json(json.toString());
        assertEquals("{\"a\":\"\\u009b31m\\u202e\\u2028 日本\"}", shown);
        assertEquals(json, Json.read(shown));
    }

    @Property(tries = 500)
    void nothingActiveIsLeft(@ForAll String text) {
        assertFalse(Inert.line(text).codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        }));
    }
}
