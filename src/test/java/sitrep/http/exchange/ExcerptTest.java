package sitrep.http.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void whatCannotBeSeenIsAMarkAndNoCharacterIsCutInTwo() {
        assertEquals("'a\uFFFDb\uFFFDc\uFFFDd'", Excerpt.of("a\u008Bb\u202Ec\u001Bd"));
        assertEquals("'\uFFFD!\uD834\uDD1E'", Excerpt.of("\uD800!\uD834\uDD1E"));
        assertEquals("'" + "x".repeat(59) + "…'", Excerpt.of("x".repeat(59) + "\uD834\uDD1E"));
        assertEquals("'" + "x".repeat(60) + "…'", Excerpt.of("x".repeat(61)));
    }
}
