package sitrep.core;

import java.time.Instant;

/**
 * The signs of life of a run or a task: its first and its last by the sources' clocks, and when we last heard one by
 * ours. Operators' marks and our own verdicts are none.
 */
public record Signs(Stamp first, Stamp last, Instant heard) {

    Signs with(Stamp stamp, Instant at) {
        var newer = at.isAfter(heard) ? at : heard;
        return new Signs(Stamp.earlier(first, stamp), Stamp.later(last, stamp), newer);
    }
}
