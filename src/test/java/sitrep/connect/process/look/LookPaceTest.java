package sitrep.connect.process.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookPaceTest {

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 1000", "5, 1000", "10, 2000", "19, 3800", "100, 4000"})
    void theMoreItReadTheLongerIsThePauseWithinLimits(long readings, long pause) {
        assertEquals(7 + pause, new LookPace(200, 1_000, 4_000).next(7, readings));
    }

    /** What is read of a shell and two programs is counted, cold or warm, so that each quarter of a second sees it. */
    @Test
    void asSmallATreeIsSeenFourTimesASecondOnAnyMachine() {
        var table = ProcessTable.here();
        var pid = ProcessHandle.current().pid();
        table.command(pid);
        var first = table.readings();
        for (var i = 0; i < 11; i++) table.command(pid);
        assertEquals(1, first);
        assertEquals(12, table.readings());
        assertTrue(LookPace.between(125_000_000, 4_000_000_000L).next(0, table.readings()) <= 250_000_000);
    }
}
