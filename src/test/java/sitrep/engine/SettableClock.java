package sitrep.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise. */
public final class SettableClock implements InstantSource {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private volatile Instant now = START;
    private volatile Duration set = Duration.ZERO;

    @Override
    public Instant instant() {
        return now;
    }

    /** The same time by a clock that cannot be set. */
    public long nanos() {
        return Duration.between(START, now.minus(set)).toNanos();
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets it, as an operator or a time server would, or as it is found when the host has slept. */
    public void set(Duration by) {
        set = set.plus(by);
        now = now.plus(by);
    }
}
