package sitrep.engine.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The host's clock, but never backwards: silence is judged by what we heard when, and what was heard after a clock was
 * set back would otherwise seem older than what was heard before. Set forward, the host's clock is followed at once;
 * set back, this one goes at half its speed until the other has caught up, so that silence counts for half meanwhile.
 */
public final class SteadyClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant last;
    private long lastNanos;

    /** @param nanos a time that only goes forward, and stands still while the host sleeps */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.last = wall.instant();
        this.lastNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        var passed = Duration.ofNanos(Math.max(0, nanos.getAsLong() - lastNanos));
        var slow = last.plus(passed.dividedBy(2));
        var told = wall.instant();
        lastNanos += passed.toNanos();
        last = told.isAfter(slow) ? told : slow;
        return last;
    }
}
