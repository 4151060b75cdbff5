package sitrep.core.patience;

import java.util.Optional;
import sitrep.core.event.OpenCall;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Timeline;
import sitrep.core.vocabulary.Phase;

/**
 * What a run's silence is judged by: the act that it has open, or else its phase.
 *
 * @param act of several that are open the most patient one, for the others may have to wait for it
 */
public record RunState(Optional<OpenCall> act, Phase phase) {

    public static RunState of(Run run) {
        var held = run.blocks().isEmpty()
                ? Optional.<BlockedSpan>empty()
                : run.held().findFirst();
        var phase = held.map(BlockedSpan::phase)
                .or(() -> run.marks().last().map(Timeline.Mark::value))
                .orElse(Phase.STARTING);
        return new RunState(Patience.mostPatient(run.present().acts()), phase);
    }

    /** The word of a run's state, found without making one where that is easy: it is asked for each event. */
    public static String wordOf(Run run) {
        var acts = run.present().acts();
        return acts.size() == 1 ? acts.getFirst().kind().word() : of(run).word();
    }

    /** As in {@code shell_test} or {@code editing}. */
    public String word() {
        return act.map(it -> it.kind().word()).orElse(phase.word());
    }
}
