package sitrep.core;

import java.time.Instant;
import java.util.Comparator;

/**
 * When, and by which event, something was said. Stamps order all that is said of a task, the same way whatever the
 * order of arrival: by time, then source, then id.
 *
 * @param at when it happened, by the source's clock
 */
public record Stamp(Instant at, Event.Key event) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER = Comparator.comparing(Stamp::at)
            .thenComparing(stamp -> stamp.event().source())
            .thenComparing(stamp -> stamp.event().id());

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }

    static Stamp earlier(Stamp one, Stamp other) {
        return one.isAfter(other) ? other : one;
    }

    static Stamp later(Stamp one, Stamp other) {
        return one.isAfter(other) ? one : other;
    }
}
