package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RetellingTest {
    private static final Instant RECORDED = Instant.parse("2026-11-20T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");

    @Test
    void whatIsBeforeTheLivePartIsStretchedAndTheRestIsTold_asItCame() {
        var retelling = new Retelling(RECORDED, NOW);
        assertEquals(NOW, retelling.told(RECORDED));
        assertEquals(NOW.minus(Duration.ofHours(3)), retelling.told(RECORDED.minusSeconds(180)));
        assertEquals(NOW.plusSeconds(7), retelling.told(RECORDED.plusSeconds(7)));
    }

    @Test
    void theClockHurriesUntilItIsLevelAndNeverGoesBack() {
        var real = new AtomicReference<>(NOW);
        var clock = new CatchingUp(real::get);
        assertEquals(NOW.minus(CatchingUp.BEHIND), clock.instant());
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
