package sitrep.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;

/**
 * Our own suspicions of a run, and our words that there was nothing in them: the newest of either.
 */
public record Doubt(Said.Recent<Fact.StallSuspected> suspicions, Said.Recent<Fact.StallCleared> clearances) {

    static final Doubt NONE = new Doubt(Said.Recent.none(), Said.Recent.none());

    /**
     * For how long it was suspected without a break, whatever of.
     *
     * @param first what it was suspected of at first
     * @param cleared when that was taken back, if it was
     */
    public record Span(Said<Fact.StallSuspected> first, Optional<Stamp> cleared) {}

    Doubt suspect(Fact.StallSuspected fact, Stamp stamp) {
        return new Doubt(suspicions.with(fact, stamp), clearances);
    }

    Doubt clear(Fact.StallCleared fact, Stamp stamp) {
        return new Doubt(suspicions, clearances.with(fact, stamp));
    }

    /** The newest suspicion, whether it was taken back or not. */
    public Optional<Said<Fact.StallSuspected>> suspected() {
        return suspicions.newest();
    }

    /** The suspicion that nothing we said later took back. */
    Optional<Said<Fact.StallSuspected>> open() {
        return suspected().filter(said -> clearances.after(said.stamp()).isEmpty());
    }

    /** The times in which it was suspected, as far as they are kept, in order. */
    public List<Span> spans() {
        var spans = new ArrayList<Span>();
        for (var said : suspicions.inOrder()) {
            var goesOn = !spans.isEmpty()
                    && spans.getLast()
                            .cleared()
                            .map(stamp -> stamp.isAfter(said.stamp()))
                            .orElse(true);
            if (!goesOn) spans.add(new Span(said, clearances.after(said.stamp()).map(Said::stamp)));
        }
        return List.copyOf(spans);
    }
}
