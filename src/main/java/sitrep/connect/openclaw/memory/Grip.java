package sitrep.connect.openclaw.memory;

import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Outcome;

/**
 * What of a run somebody needs to know who is to act on it.
 *
 * @param session in which it runs; empty if in none
 * @param listed how the gateway's ledger calls it, or how that begins
 * @param isWorking whether its own turn goes on, rather than only what it started
 * @param request the words that asked for it, if they began the task and are known in full
 * @param isUndelivered whether its result could not be handed over
 */
public record Grip(
        RunId run,
        TaskId task,
        Turn.Kind kind,
        String session,
        String listed,
        boolean isWorking,
        Optional<Outcome> outcome,
        Optional<String> request,
        boolean isUndelivered) {

    /** Longest request that is kept, in characters. A longer one cannot be made again. */
    public static final int LONGEST = 8_000;

    /** As it stands now. */
    public static Grip of(Turn turn) {
        var isRoot = turn.errand.root.filter(turn::equals).isPresent();
        return new Grip(
                turn.id,
                turn.errand.id,
                turn.kind,
                turn.session,
                listed(turn),
                turn.isWorking(),
                turn.outcome,
                isRoot && turn.kind == Turn.Kind.MAIN ? turn.errand.request : Optional.empty(),
                turn.isUndelivered);
    }

    /** A command goes by the name that the gateway gave it; one without any is not listed. */
    private static String listed(Turn turn) {
        var id = turn.id.text();
        if (turn.kind != Turn.Kind.EXEC) return id;
        if (!turn.textItem.isBlank()) return "exec:" + turn.textItem;
        return turn.isForeground() ? "" : id.replaceFirst("@\\d+$", "");
    }
}
