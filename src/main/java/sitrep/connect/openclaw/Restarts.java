package sitrep.connect.openclaw;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sitrep.core.Outcome;

/** What becomes of runs when their gateway is started anew, or does not list them any more. */
final class Restarts {
    static final String WHY = "Interrupted by a restart of the gateway";
    static final String UNSEEN = "The gateway still lists it, but sees its process no longer";
    static final String UNLISTED = "The gateway lists it no longer, and nobody saw how it ended";

    /** How long after a restart we wait for the gateway's own word on what became of a run. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Book book;
    private final Ends ends;

    Restarts(Book book, Ends ends) {
        this.book = book;
        this.ends = ends;
    }

    void connected(Signal.Connected signal) {
        if (book.listeningSince.isEmpty()) book.listeningSince = Optional.of(signal.at());
        var restarted = !book.boot.isEmpty() && !signal.boot().equals(book.boot);
        book.boot = signal.boot();
        if (restarted) book.live().forEach(turn -> ends.doubt(turn, WHY));
    }

    /** Gives a run up when the gateway's word did not come. */
    void tick(Turn turn, Instant now) {
        turn.doubt
                .filter(doubt -> Duration.between(doubt.since(), now).compareTo(PATIENCE) > 0)
                .ifPresent(doubt -> {
                    turn.errand.handovers.clear();
                    // One whose turn is over only waited for others: it ends with the last of them, as they did.
                    if (turn.over) {
                        ends.settle(turn, doubt.since());
                        return;
                    }
                    ends.over(turn, new Ends.End(Outcome.LOST, doubt.why(), false, doubt.since()));
                    ends.end(turn, doubt.since());
                });
    }
}
