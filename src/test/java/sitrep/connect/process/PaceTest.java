package sitrep.connect.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "5, 1000", "10, 2000", "19, 3800", "100, 4000"})
    void theLongerItTookTheLongerIsThePauseWithinLimits(long took, long pause) {
        assertEquals(7 + pause, new Pace(200, 1_000, 4_000).next(7, 7 + took));
    }
}
