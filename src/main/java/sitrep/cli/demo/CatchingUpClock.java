package sitrep.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A clock that is behind the real one until it is told to hurry, and then is level with it before long. What takes
 * minutes to show itself, such as silence, has had them when somebody first looks.
 */
final class CatchingUpClock implements InstantSource {
    static final Duration BEHIND = Duration.ofSeconds(110);

    /** How long it hurries: no second of it is so long that a watchman takes it for one in which it did not run. */
    static final Duration WITHIN = Duration.ofSeconds(20);

    private final InstantSource real;
    private final Instant began;
    private volatile Optional<Instant> hurries = Optional.empty();

    CatchingUpClock(InstantSource real) {
        this.real = real;
        this.began = real.instant();
    }

    void hurry() {
        hurries = Optional.of(real.instant());
    }

    @Override
    public Instant instant() {
        var now = real.instant();
        var left =
                hurries.map(since -> WITHIN.minus(Duration.between(since, now))).orElse(WITHIN);
        return left.isPositive()
                ? now.minus(BEHIND.multipliedBy(left.toMillis()).dividedBy(WITHIN.toMillis()))
                : now;
    }

    /** The same time as one that only goes forward. */
    long nanos() {
        return Duration.between(began, instant()).toNanos();
    }
}
