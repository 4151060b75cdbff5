package sitrep.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Phase;

class RetellingTest {
    private static final Instant RECORDED = Instant.parse("2026-11-20T03:00:00Z");
    private static final TaskId TASK = new TaskId("plan");
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");

    @Test
    void whatIsBeforeTheLivePartIsStretchedAndTheRestIsTold_asItCame() {
        var retelling = new Retelling(RECORDED, NOW);
        assertEquals(NOW, retelling.told(RECORDED));
        assertEquals(NOW.minus(Duration.ofHours(3)), retelling.told(RECORDED.minusSeconds(180)));
        assertEquals(NOW.plusSeconds(7), retelling.told(RECORDED.plusSeconds(7)));
    }

    @Test
    void whatAMachineTakesToStartIsNotStretched() {
        var told = new Retelling(RECORDED, NOW)
                .told(
                        TASK,
                        List.of(before(160, Phase.STARTING), before(120, Phase.EDITING), before(60, Phase.TESTING)));
        var ago = told.stream().map(event -> Duration.between(event.at(), NOW)).toList();
        assertEquals(List.of(Duration.ofHours(2).plusSeconds(40), Duration.ofHours(2), Duration.ofHours(1)), ago);
    }

    /** What a run of the task did so many seconds before the live part. */
    private static Event before(int seconds, Phase phase) {
        var at = RECORDED.minusSeconds(seconds);
        var fact = new Fact.RunAdvanced(new RunId("r"), Optional.of(phase), Optional.empty(), Optional.empty());
        return new Event(new Event.Key("office", "" + seconds), Optional.of(TASK), at, at, fact);
    }

    @Test
    void theClockHurriesUntilItIsLevelAndNeverGoesBack() {
        var real = new AtomicReference<>(NOW);
        var clock = new CatchingUpClock(real::get);
        assertEquals(NOW.minus(CatchingUpClock.BEHIND), clock.instant());
        clock.hurry();
        var last = clock.instant();
        for (var second = 1; second <= 25; second++) {
            real.set(NOW.plusSeconds(second));
            var step = Duration.between(last, clock.instant()).toMillis();
            assertTrue(step >= 1_000 && step < 10_000, second + ": " + step);
            last = clock.instant();
        }
        assertEquals(real.get(), last);
    }
}
