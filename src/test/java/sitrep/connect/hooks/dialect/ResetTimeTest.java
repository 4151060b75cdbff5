package sitrep.connect.hooks.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a limit is lifted is read from what the provider says, where it says so without a doubt. */
class ResetTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    You've hit your session limit · resets 3pm (UTC)               | 2026-11-30T15:00:00Z
                    Usage limit reached. Your limit will reset at 9:30am (UTC).    | 2026-12-01T09:30:00Z
                    You've hit your weekly limit · resets Dec 2, 3am (Europe/Rome) | 2026-12-02T02:00:00Z
                    Claude AI usage limit reached|
                    API Error: Request rejected (429) · rate limited               |
                    Please try again in 30 seconds                                 | 2026-11-30T10:00:30Z
                    resets 3pm                                                     |
                    resets 25:70 (UTC)                                             |
                    resets 3pm (Nowhere/Land)                                      |
                    """)
    void theNextSuchTime(String text, String expected) {
        assertEquals(Optional.ofNullable(expected).map(Instant::parse), ResetTime.of(text, NOW));
    }

    @ParameterizedTest
    @CsvSource({"1796040000, true", "1700000000, false"})
    void aNumberOfSecondsIsOneToo(long seconds, boolean isOne) {
        var expected = isOne ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.<Instant>empty();
        assertEquals(expected, ResetTime.of("usage limit reached|" + seconds, NOW));
    }
}
