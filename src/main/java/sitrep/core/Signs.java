package sitrep.core;

import java.time.Instant;

/**
 * The signs of life of a run or a task: its first and its last by the sources' clocks, and when we last heard one by
 * ours. Operators' marks and our own verdicts are none.
 */
public record Signs(Stamp first, Stamp last, Instant heard) {

    static Signs of(Event event) {
        return new Signs(event.stamp(), event.stamp(), event.heard());
    }

    Signs with(Event event) {
        var stamp = event.stamp();
        var newer = event.heard().isAfter(heard) ? event.heard() : heard;
        return new Signs(Stamp.earlier(first, stamp), Stamp.later(last, stamp), newer);
    }
}
