package sitrep.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CellWidthTest {

    @Test
    void countsCellsAsTerminalsDo() {
        assertEquals(5, CellWidth.of("board"));
        assertEquals(5, CellWidth.of("cafés"));
        assertEquals(5, CellWidth.of("cafe\u0301s"), "a combining accent takes no cell of its own");
        assertEquals(6, CellWidth.of("日本語"));
        assertEquals(4, CellWidth.of("한글"));
        assertEquals(2, CellWidth.of("\u1112\u1161\u11ab"), "a spelled-out syllable is as wide as a ready-made one");
        assertEquals(2, CellWidth.of("🚀"));
        assertEquals(2, CellWidth.of("🇵🇹"));
        assertEquals(2, CellWidth.of("Ａ"));
        assertEquals(4, CellWidth.of("✓✗›…"));
    }

    @Test
    void cutsBetweenCharactersNeverInside() {
        assertEquals("board", CellWidth.cut("board", 5));
        assertEquals("boa…", CellWidth.cut("board", 4));
        assertEquals("日…", CellWidth.cut("日本語", 4));
        assertEquals("日本…", CellWidth.cut("日本語", 5));
        assertEquals("🚀…", CellWidth.cut("🚀🚀", 3));
        assertEquals("", CellWidth.cut("board", 0));
        assertEquals("…", CellWidth.cut("board", 1));
    }

    @Property(tries = 300)
    void whatIsCutFits(@ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 50) int cells) {
        Assertions.assertTrue(CellWidth.of(CellWidth.cut(InertText.line(text), cells)) <= cells);
        Assertions.assertTrue(StyledLine.of(Ink.STRONG, InertText.line(text))
                        .and(InertText.line(text))
                        .cut(cells)
                        .width()
                <= cells);
    }
}
