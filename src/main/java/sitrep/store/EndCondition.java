package sitrep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Conditions on the end of tasks; one that goes on fulfils none. They are compared by milliseconds.
 *
 * @param from only tasks that ended then or later
 * @param until only tasks that ended before then
 * @param tookFrom only tasks that took so long or longer
 * @param tookUntil only tasks that took less
 */
public record EndCondition(
        Optional<Instant> from, Optional<Instant> until, Optional<Duration> tookFrom, Optional<Duration> tookUntil) {

    /** No condition: it may have ended or go on. */
    public static final EndCondition OR_NOT =
            new EndCondition(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isAsked() {
        return !equals(OR_NOT);
    }

    public boolean isTimed() {
        return from.isPresent() || until.isPresent();
    }

    public boolean isMeasured() {
        return tookFrom.isPresent() || tookUntil.isPresent();
    }

    public boolean matches(Optional<TaskEnding> ending) {
        return !isAsked() || ending.filter(this::matches).isPresent();
    }

    private boolean matches(TaskEnding ending) {
        var at = Millis.of(ending.at());
        var took = Millis.of(ending.took());
        return at >= fromMillis() && at < untilMillis() && took >= leastMillis() && took < mostMillis();
    }

    public long fromMillis() {
        return from.map(Millis::of).orElse(Long.MIN_VALUE);
    }

    public long untilMillis() {
        return until.map(Millis::of).orElse(Long.MAX_VALUE);
    }

    public long leastMillis() {
        return tookFrom.map(Millis::of).orElse(Long.MIN_VALUE);
    }

    public long mostMillis() {
        return tookUntil.map(Millis::of).orElse(Long.MAX_VALUE);
    }
}
