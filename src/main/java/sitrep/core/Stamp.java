package sitrep.core;

import java.time.Instant;

/**
 * When, and by which event, something was said. Stamps order all that is said of a task, the same way whatever the
 * order of arrival: by time, then source, then id.
 *
 * @param at when it happened, by the source's clock
 */
public record Stamp(Instant at, Event.Key event) implements Comparable<Stamp> {
    @Override
    public int compareTo(Stamp other) {
        var byTime = at.compareTo(other.at);
        if (byTime != 0) return byTime;
        var bySource = event.source().compareTo(other.event.source());
        return bySource != 0 ? bySource : event.id().compareTo(other.event.id());
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
