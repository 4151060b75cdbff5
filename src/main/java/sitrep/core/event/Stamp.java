package sitrep.core.event;

import java.time.Duration;
import java.time.Instant;

/**
 * When, and by which event, something was said. Stamps order all that is said of a task, the same way whatever the
 * order of arrival: by time, then source, then what the source's own clock said, then id.
 *
 * @param at when it happened, by the source's clock; but never later than we heard of it, for no time is believed that
 *     has not been yet
 * @param ahead how much later the source's clock had it: zero, unless that clock is ahead by more than {@link #SKEW}
 */
public record Stamp(Instant at, Duration ahead, Event.Key event) implements Comparable<Stamp> {

    /** By how much a clock may be ahead of ours and still be believed. */
    public static final Duration SKEW = Duration.ofSeconds(2);

    /** Clocks of two sources differ, and what is said about the same time may be said of what was before. */
    public static final Duration APART = Duration.ofSeconds(10);

    public static Stamp of(Event event) {
        var ahead = Duration.between(event.heard(), event.at());
        return ahead.compareTo(SKEW) > 0
                ? new Stamp(event.heard(), ahead, event.key())
                : new Stamp(event.at(), Duration.ZERO, event.key());
    }

    @Override
    public int compareTo(Stamp other) {
        var byTime = at.compareTo(other.at);
        if (byTime != 0) return byTime;
        var bySource = event.source().compareTo(other.event.source());
        if (bySource != 0) return bySource;
        var byItsClock = ahead.compareTo(other.ahead);
        return byItsClock != 0 ? byItsClock : event.id().compareTo(other.event.id());
    }

    public boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }

    /** Whether it was said well after another, so that clocks which differ a little do not matter. */
    public boolean isWellAfter(Stamp other) {
        return at.isAfter(other.at.plus(APART));
    }

    /** Whether it was told in hindsight. */
    public boolean isHindsight() {
        return event.source().startsWith(Event.HINDSIGHT);
    }

    /** Whether it takes the place of another: the later one does, but what is told in hindsight replaces only that. */
    public boolean outranks(Stamp other) {
        return isHindsight() == other.isHindsight() ? isAfter(other) : other.isHindsight();
    }

    /** The same for what was asked, and by whom: where it is asked for is known better than where it is done. */
    public boolean knowsBetter(Stamp other) {
        return isOfGateway() == other.isOfGateway() ? outranks(other) : isOfGateway();
    }

    private boolean isOfGateway() {
        return event.source().startsWith(Event.GATEWAY);
    }

    public String source() {
        return event.source();
    }

    public static Stamp earlier(Stamp one, Stamp other) {
        return one.isAfter(other) ? other : one;
    }

    public static Stamp later(Stamp one, Stamp other) {
        return one.isAfter(other) ? one : other;
    }
}
