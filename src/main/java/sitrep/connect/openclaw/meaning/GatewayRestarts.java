package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/**
 * What becomes of runs when their gateway is out of contact, started anew, or does not list them any more. A gateway
 * that was started anew takes its sessions up again one after another, which may last for many minutes: until it says
 * otherwise they are interrupted, and nobody's errand. Commands and starts of jobs are not taken up again.
 */
final class GatewayRestarts {
    static final String WHY = "Interrupted by a restart of the gateway";
    static final String UNSEEN = "The gateway still lists it, but sees its process no longer";
    static final String UNLISTED = "The gateway lists it no longer, and nobody saw how it ended";

    /** The block of a run that was interrupted. */
    private static final String BLOCK = "restart";

    private static final String RESUMED = WHY + "; usually it is resumed";

    /** How long we wait for the gateway's own word on what became of a run that is doubtful. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long an interrupted run may wait to be taken up again; the longest seen was ten and a half minutes. */
    static final Duration RESUMING = Duration.ofHours(1);

    private final GatewayMemory book;
    private final RunNews runs;
    private final TurnEnds ends;

    GatewayRestarts(GatewayMemory book, RunNews runs, TurnEnds ends) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
    }

    /** As long as there is no contact nobody can answer: what is asked waits for the gateway first. */
    void disconnected(Instant at) {
        for (var turn : book.live()) {
            for (var ask : List.copyOf(turn.asks.entrySet())) {
                var text = "No contact with the gateway; then it waits for: "
                        + ask.getValue().text();
                runs.block(turn, ask.getKey(), BlockReason.EXTERNAL_API, text, Optional.empty(), at);
            }
        }
    }

    void connected(Signal.Connected signal) {
        if (book.listeningSince.isEmpty()) book.listeningSince = Optional.of(signal.at());
        var restarted = !book.boot.isEmpty() && !signal.boot().equals(book.boot);
        book.boot = signal.boot();
        for (var turn : book.live()) {
            if (restarted) interrupt(turn, signal.at());
            else askAgain(turn, signal.at());
        }
    }

    private void askAgain(Turn turn, Instant at) {
        for (Map.Entry<String, Turn.Asking> ask : List.copyOf(turn.asks.entrySet())) {
            runs.block(turn, ask.getKey(), ask.getValue(), at);
        }
    }

    private void interrupt(Turn turn, Instant at) {
        if (turn.over || !isResumed(turn)) {
            ends.doubt(turn, WHY);
            return;
        }
        // Whatever it asked or had open went with the gateway; what goes on asks again.
        List.copyOf(turn.blocks.keySet()).forEach(id -> runs.unblock(turn, id, "the gateway was restarted", at));
        ends.endCommands(turn, new TurnEnd(Outcome.LOST, WHY, false, at));
        turn.calls.clear();
        turn.model = Optional.empty();
        turn.interrupted = Optional.of(at);
        runs.acts(turn, at);
        runs.block(turn, BLOCK, BlockReason.EXTERNAL_API, RESUMED, Optional.empty(), at);
    }

    private static boolean isResumed(Turn turn) {
        return switch (turn.kind) {
            case MAIN, REPORT, SUBAGENT, ACP -> true;
            case CRON, EXEC -> false;
        };
    }

    /** The run itself is heard of again. */
    void resumed(Turn turn, Instant at) {
        if (turn.interrupted.isEmpty()) return;
        turn.interrupted = Optional.empty();
        runs.unblock(turn, BLOCK, "it was resumed", at);
    }

    /** Gives a run up when the gateway's word did not come. */
    void tick(Turn turn, Instant now) {
        turn.interrupted
                .filter(since -> Duration.between(since, now).compareTo(RESUMING) > 0)
                .ifPresent(since -> ends.end(turn, new TurnEnd(Outcome.LOST, WHY, false, since)));
        turn.doubt
                .filter(doubt -> Duration.between(doubt.since(), now).compareTo(PATIENCE) > 0)
                .ifPresent(doubt -> {
                    turn.errand.handovers.clear();
                    // One whose turn is over only waited for others: it ends with the last of them, as they did.
                    if (turn.over) ends.settle(turn, doubt.since());
                    else ends.end(turn, given(turn, doubt));
                });
    }

    /** A turn that was called for and never began had nothing to lose. */
    private static TurnEnd given(Turn turn, Turn.Doubt doubt) {
        return turn.called
                ? new TurnEnd(Outcome.SUCCEEDED, "", false, doubt.since())
                : new TurnEnd(Outcome.LOST, doubt.why(), false, doubt.since());
    }
}
