package sitrep.engine.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sitrep.engine.SettableClock;

class SteadyClockTest {
    private final SettableClock host = new SettableClock();
    private final SteadyClock clock = new SteadyClock(host, host::nanos);

    @Test
    void it_follows_the_host_forward_at_once() {
        host.advance(Duration.ofSeconds(5));
        assertEquals(host.instant(), clock.instant());
        host.set(Duration.ofHours(15));
        assertEquals(host.instant(), clock.instant());
    }

    @Test
    void set_back_it_goes_on_at_half_speed_until_the_host_has_caught_up() {
        host.advance(Duration.ofMinutes(1));
        var before = clock.instant();
        host.set(Duration.ofMinutes(-10));
        host.advance(Duration.ofMinutes(8));
        assertEquals(before.plus(Duration.ofMinutes(4)), clock.instant());
        host.advance(Duration.ofMinutes(11));
        var level = Instant.from(host.instant());
        assertEquals(before.plus(Duration.ofMinutes(9)).plusSeconds(30), clock.instant());
        host.advance(Duration.ofMinutes(2));
        assertEquals(level.plus(Duration.ofMinutes(2)), clock.instant());
    }

    @Test
    void it_never_goes_back() {
        var last = clock.instant();
        for (var i = 0; i < 1_000; i++) {
            host.set(Duration.ofMillis(i * 7_919L % 4_001 - 2_000));
            host.advance(Duration.ofMillis(i % 3));
            var now = clock.instant();
            assertEquals(false, now.isBefore(last));
            last = now;
        }
    }
}
