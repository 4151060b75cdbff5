package sitrep.core.task;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.Stamp;

/**
 * The signs of life of a run or a task: its first and its last by the sources' clocks, and by ours when we last heard
 * one and when we last heard that it got on. Alive is not progressing: a heartbeat moves the one clock and not the
 * other. Operators' marks and our own verdicts are no signs.
 *
 * @param progressed absent while all that was heard is that it lives
 */
public record SignsOfLife(Stamp first, Stamp last, Instant heard, Optional<Instant> progressed) {

    static SignsOfLife of(Event event, Stamp stamp) {
        var progressed = Optional.of(event.heard()).filter(_ -> event.fact().isProgress());
        return new SignsOfLife(stamp, stamp, event.heard(), progressed);
    }

    SignsOfLife with(Event event, Stamp stamp) {
        var at = event.heard();
        var newest =
                event.fact().isProgress() && progressed.map(at::isAfter).orElse(true) ? Optional.of(at) : progressed;
        return new SignsOfLife(
                Stamp.earlier(first, stamp), Stamp.later(last, stamp), at.isAfter(heard) ? at : heard, newest);
    }
}
