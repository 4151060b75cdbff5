package sitrep.connect.tee;

import java.util.Optional;
import sitrep.core.event.End;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/**
 * How the agent's process ended.
 *
 * @param status 128 and the signal's number for one that died of a signal
 * @param told the signal by which it was asked to end, as in {@code SIGTERM}
 * @param left whether the client had hung up before
 */
public record PairEnd(int status, Optional<String> told, boolean left) {

    /** The end of a turn that the agent had not ended by itself. */
    public End ofTurn(String client) {
        var how = status == 0 ? "it exited in good order" : "exit " + status;
        if (told.isPresent()) return seen(Outcome.CANCELLED, "It was told to stop by " + told.get() + ": " + how);
        if (left) return seen(Outcome.CANCELLED, client + " hung up before it was answered; " + how);
        return seen(Outcome.FAILED, "The agent ended before it answered: " + how);
    }

    private static End seen(Outcome outcome, String summary) {
        return new End(
                outcome, Optional.of(summary), Optional.of(Certainty.EXIT), Optional.empty(), false, Optional.empty());
    }
}
