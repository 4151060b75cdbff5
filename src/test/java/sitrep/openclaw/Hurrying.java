package sitrep.openclaw;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The real clock until it is told to hurry; from then on it goes five times as fast. */
final class Hurrying implements InstantSource {
    private static final int HASTE = 5;

    private final Instant began = Instant.now();
    private volatile Optional<Instant> hurries = Optional.empty();

    void hurry() {
        hurries = Optional.of(Instant.now());
    }

    @Override
    public Instant instant() {
        var now = Instant.now();
        return hurries.map(since -> since.plus(Duration.between(since, now).multipliedBy(HASTE)))
                .orElse(now);
    }

    /** The same time as one that only goes forward. */
    long nanos() {
        return Duration.between(began, instant()).toNanos();
    }
}
