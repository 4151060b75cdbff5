package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void countsCellsAsTerminalsDo() {
        assertEquals(5, Width.of("board"));
        assertEquals(5, Width.of("cafés"));
        assertEquals(5, Width.of("cafe\u0301s"), "a combining accent takes no cell of its own");
        assertEquals(6, Width.of("日本語"));
        assertEquals(4, Width.of("한글"));
        assertEquals(2, Width.of("\u1112\u1161\u11ab"), "a spelled-out syllable is as wide as a ready-made one");
        assertEquals(2, Width.of("🚀"));
        assertEquals(2, Width.of("🇵🇹"));
        assertEquals(2, Width.of("Ａ"));
        assertEquals(4, Width.of("✓✗›…"));
    }

    @Test
    void cutsBetweenCharactersNeverInside() {
        assertEquals("board", Width.cut("board", 5));
        assertEquals("boa…", Width.cut("board", 4));
        assertEquals("日…", Width.cut("日本語", 4));
        assertEquals("日本…", Width.cut("日本語", 5));
        assertEquals("🚀…", Width.cut("🚀🚀", 3));
        assertEquals("", Width.cut("board", 0));
        assertEquals("…", Width.cut("board", 1));
    }

    @Property(tries = 300)
    void whatIsCutFits(@ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 50) int cells) {
        Assertions.assertTrue(Width.of(Width.cut(Inert.line(text), cells)) <= cells);
        Assertions.assertTrue(Line.of(Ink.STRONG, Inert.line(text))
                        .and(Inert.line(text))
                        .cut(cells)
                        .width()
                <= cells);
    }
}
