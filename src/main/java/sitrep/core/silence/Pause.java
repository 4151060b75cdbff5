package sitrep.core.silence;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Timeline;

/** Whether a run is paused on purpose: it was told so after all that it did. Then its silence says nothing. */
final class Pause {
    private Pause() {}

    static Optional<Fact.RunPaused> of(Run run) {
        return run.orders()
                .paused()
                .filter(said -> worked(run).map(said.stamp()::isAfter).orElse(true))
                .map(Said::value);
    }

    /** When it was last told to do anything; to be seen from outside is nothing that it does. */
    private static Optional<Stamp> worked(Run run) {
        var deeds = run.deeds().newest();
        return Stream.of(
                        run.marks().last().map(Timeline.Mark::stamp),
                        run.news().update().map(Said::stamp),
                        run.news().progress().map(Said::stamp),
                        run.present().open().map(Said::stamp),
                        deeds.isEmpty()
                                ? Optional.<Stamp>empty()
                                : Optional.of(deeds.getLast().stamp()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** Since when silence counts again that was heard to begin then; never while nobody knows how long the pause is. */
    static Optional<Instant> from(Run run, Instant since) {
        var pause = of(run);
        if (pause.isEmpty()) return Optional.of(since);
        return pause.get().until().map(until -> until.isAfter(since) ? until : since);
    }
}
