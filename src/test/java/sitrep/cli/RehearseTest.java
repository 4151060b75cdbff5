package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import sitrep.cli.client.ExitCode;

/** With a real server in {@code RehearsalTest}; here without. */
final class RehearseTest {

    @Test
    void whereNobodyAnswersItSaysSoAndEndsAsItsCommandsDo() {
        var typed = Typed.at("http://127.0.0.1:9", "rehearse");
        assertEquals(ExitCode.UNREACHABLE, typed.code());
        assertEquals("", typed.out());
        assertTrue(typed.err().startsWith("sitrep: no server at http://127.0.0.1:9"), typed.err());
    }
}
