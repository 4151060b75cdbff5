package sitrep.connect.openclaw.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sitrep.core.vocabulary.Phase;

/**
 * Which phase a run is in, held steady: another one counts once it has lasted for two seconds or a second signal of the
 * same kind came. Only what has not begun is left at once. A phase that counts holds from its first signal on.
 */
public final class SteadyPhase {
    /** How long a phase must last before it counts by itself. */
    static final Duration LASTING = Duration.ofSeconds(2);

    /** A change of phase, and since when. */
    public record Change(Phase phase, Instant since) {}

    /**
     * A phase that does not count yet.
     *
     * @param signal what it follows from: the same signal twice is one
     * @param heard when it was first heard of, by our clock
     */
    private record Candidate(Phase phase, String signal, Instant since, Instant heard) {}

    private Phase phase;
    private Optional<Candidate> candidate = Optional.empty();

    SteadyPhase(Phase phase) {
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    /** Takes a signal for a phase in; the change it makes, if it makes one. */
    public Optional<Change> signal(Phase next, String signal, Instant at, Instant heard) {
        if (next == phase) {
            candidate = Optional.empty();
            return Optional.empty();
        }
        var known = candidate.filter(it -> it.phase == next);
        if (known.isEmpty()) {
            candidate = Optional.of(new Candidate(next, signal, at, heard));
            return Optional.empty();
        }
        return known.get().signal.equals(signal) ? Optional.empty() : set(next, known.get().since);
    }

    /** Takes a phase as it is said, without waiting. */
    public Optional<Change> set(Phase next, Instant at) {
        candidate = Optional.empty();
        if (next == phase) return Optional.empty();
        phase = next;
        return Optional.of(new Change(next, at));
    }

    /** What follows from nothing but the passing of time. */
    public Optional<Change> tick(Instant now) {
        return candidate
                .filter(it -> Duration.between(it.heard, now).compareTo(LASTING) >= 0)
                .flatMap(it -> set(it.phase, it.since));
    }

    /** Whether what it did so far was only to get ready. */
    public boolean isOnlyStarting() {
        return phase == Phase.QUEUED || phase == Phase.STARTING;
    }

    /** Forgets what did not count. */
    public void settle() {
        candidate = Optional.empty();
    }
}
