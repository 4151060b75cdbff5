package sitrep.core;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a run's silence is judged by: the act that it has open, or else its phase.
 *
 * @param act of several that are open the most patient one, for the others may have to wait for it
 */
record State(Optional<Act> act, Phase phase) {

    static State of(Run run) {
        var phase = run.held()
                .findFirst()
                .map(Hold::phase)
                .or(() -> run.marks().last().map(Marks.Mark::value))
                .orElse(Phase.STARTING);
        return new State(mostPatient(run), phase);
    }

    private static Optional<Act> mostPatient(Run run) {
        return run.present().acts().stream()
                .max(Comparator.comparing(
                                (Act act) -> Patience.USUAL.span(act.kind()).stalls())
                        .thenComparing(act -> act.limit().orElse(java.time.Duration.ZERO)));
    }

    /** As in {@code shell_test} or {@code editing}. */
    String word() {
        return act.map(it -> it.kind().word()).orElse(phase.word());
    }
}
