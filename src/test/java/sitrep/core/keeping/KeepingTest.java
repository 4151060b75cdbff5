package sitrep.core.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.keeping.Keeping.Fate;
import sitrep.core.keeping.Keeping.Pressure;
import sitrep.core.vocabulary.Phase;

/** How long things are kept, and what a stub is made of. */
class KeepingTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    29,  succeeded, false, NONE, STAYS
                    31,  succeeded, false, NONE, CONDENSED
                    31,  succeeded, true,  NONE, STAYS
                    31,  failed,    false, NONE, STAYS
                    91,  failed,    false, NONE, CONDENSED
                    366, failed,    true,  NONE, GOES
                    366, succeeded, false, NONE, GOES
                    1,   failed,    false, SOME, CONDENSED
                    1,   failed,    true,  SOME, STAYS
                    1,   failed,    true,  MUCH, GOES
                    0,   failed,    true,  MUCH, STAYS
                    """)
    void whatIsOldGoes(int days, String outcome, boolean isStub, Pressure pressure, Fate fate) {
        assertEquals(
                fate,
                Keeping.USUAL.fate(
                        Duration.ofDays(days),
                        (name, value) -> name.equals("outcome") && value.equals(outcome),
                        isStub,
                        pressure));
    }

    @Test
    void theFirstRuleThatFitsCountsAndWhatIsToBeWholeLongerThanAStubStays() {
        var keeping = new Keeping(
                List.of(
                        new Keeping.Rule("label", "team:core", Duration.ofDays(10)),
                        new Keeping.Rule("outcome", "failed", Duration.ofDays(20))),
                Duration.ofDays(1),
                Duration.ofDays(5),
                1);
        assertEquals(Fate.CONDENSED, keeping.fate(Duration.ofDays(2), (_, _) -> false, false, Pressure.NONE));
        assertEquals(Fate.GOES, keeping.fate(Duration.ofDays(6), (_, _) -> false, true, Pressure.NONE));
        assertEquals(Fate.STAYS, keeping.fate(Duration.ofDays(9), (_, _) -> true, false, Pressure.NONE));
        assertEquals(Fate.GOES, keeping.fate(Duration.ofDays(11), (_, _) -> true, false, Pressure.NONE));
        assertEquals(Duration.ofDays(1), keeping.shortest(Pressure.NONE));
        assertEquals(Keeping.FRESH, keeping.shortest(Pressure.MUCH));
    }

    @Test
    void theLimitIsReachedWhenWhatComesFillsTheRoom() {
        var keeping = new Keeping(List.of(), Duration.ofDays(1), Duration.ofDays(5), 1_000);
        assertEquals(Optional.of(Duration.ofDays(4)), new Kept(1, 500, 100, OptionalLong.of(100), keeping).untilFull());
        assertEquals(Optional.empty(), new Kept(1, 500, 100, OptionalLong.empty(), keeping).untilFull());
        assertEquals(Optional.of(Duration.ZERO), new Kept(1, 900, 100, OptionalLong.empty(), keeping).untilFull());
    }

    @Test
    void aStubHasTheFirstAndLastWordOfARunAndItsChangesOfPhase() {
        var condensing = new Condensing();
        var run = new RunId("main");
        var phases = List.of(
                Optional.of(Phase.EDITING),
                Optional.<Phase>empty(),
                Optional.of(Phase.EDITING),
                Optional.of(Phase.TESTING),
                Optional.of(Phase.TESTING),
                Optional.<Phase>empty(),
                Optional.<Phase>empty());
        for (var i = 0; i < phases.size(); i++) {
            condensing.add(
                    i, event(i, new Fact.RunAdvanced(run, phases.get(i), Optional.of("news"), Optional.empty())));
        }
        condensing.add(7, event(7, new Fact.RunPrinted(run, "output")));
        condensing.add(8, event(8, new Fact.TaskReported("#x", Optional.empty())));
        assertEquals(List.of(1L, 2L, 4L, 5L, 7L), condensing.leaving());
    }

    private static Event event(int second, Fact fact) {
        var at = Instant.EPOCH.plusSeconds(second);
        return new Event(new Event.Key("a", "e" + second), Optional.of(new TaskId("t")), at, at, fact);
    }
}
