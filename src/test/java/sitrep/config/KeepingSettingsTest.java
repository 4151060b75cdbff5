package sitrep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.keeping.Keeping;

/** How an operator writes how long things are kept. */
class KeepingSettingsTest {

    @Test
    void withoutSettingsItIsAsUsual() {
        assertEquals(Keeping.USUAL, KeepingSettings.of(List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void timesSizesAndRulesAreUnderstood() {
        var set = List.of("outcome:failed=90d", "7d", "label:team=core=1y");
        assertEquals(
                new Keeping(
                        List.of(
                                new Keeping.Rule("outcome", "failed", Duration.ofDays(90)),
                                new Keeping.Rule("label", "team:core", Duration.ofDays(365))),
                        Duration.ofDays(7),
                        Duration.ofDays(14),
                        2_000_000_000L),
                KeepingSettings.of(set, Optional.of("2w"), Optional.of("2gb")));
    }

    @Test
    void aRuleAloneStandsBeforeTheUsualOnes() {
        var keeping = KeepingSettings.of(List.of("outcome:failed=5d"), Optional.empty(), Optional.empty());
        assertEquals(Duration.ofDays(5), keeping.rules().getFirst().whole());
        assertEquals(Keeping.USUAL.otherwise(), keeping.otherwise());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    soon,             12h
                    outcome:great=3d, succeeded
                    outcome:failed=x, 30d
                    label:team=3d,    label:KEY=VALUE
                    """)
    void whatIsNotAllowedIsSaidWithWhatIs(String text, String allowed) {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> KeepingSettings.of(List.of(text), Optional.empty(), Optional.empty()));
        assertTrue(String.valueOf(refused.getMessage()).contains(allowed), refused::getMessage);
    }

    @Test
    void aSizeIsNotTooSmall() {
        assertThrows(
                IllegalArgumentException.class,
                () -> KeepingSettings.of(List.of(), Optional.empty(), Optional.of("9MB")));
        assertThrows(
                IllegalArgumentException.class,
                () -> KeepingSettings.of(List.of(), Optional.empty(), Optional.of("5")));
    }
}
