package sitrep.core.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.Condition;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.Stamp;

/**
 * What a run has open right now, and what is seen of it from outside. Of each the newest word holds, so that nothing
 * that ended lingers and nothing needs to be remembered of it.
 *
 * @param stopped when we last heard that it was told to stop, be it going on again or not
 */
public record CurrentWork(
        Optional<Said<Heard<List<OpenCall>>>> open,
        Optional<Said<Heard<Condition>>> condition,
        Optional<Said<Instant>> stopped) {

    /** A word, and when we heard it by our clock: what is judged against time needs both. */
    public record Heard<T>(T value, Instant heard) {}

    static final CurrentWork UNKNOWN = new CurrentWork(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether its source says more of it than that it lives. */
    public boolean isKnown() {
        return open.isPresent() || condition.isPresent();
    }

    /** What is open now, as far as it was said. */
    public List<OpenCall> acts() {
        return open.map(said -> said.value().value()).orElse(List.of());
    }

    /** What was last seen of it from outside. */
    public Optional<Said<Condition>> seen() {
        return condition.map(said -> new Said<>(said.value().value(), said.stamp()));
    }

    boolean is(Condition.Kind kind) {
        return condition.map(said -> said.value().value().kind() == kind).orElse(false);
    }

    CurrentWork with(Fact.RunAdvanced fact, Event event, Stamp stamp) {
        if (fact.open().isEmpty() && fact.condition().isEmpty()) return this;
        return new CurrentWork(
                Said.newest(open, fact.open().map(acts -> new Heard<>(acts, event.heard())), stamp),
                Said.newest(condition, fact.condition().map(it -> new Heard<>(it, event.heard())), stamp),
                Said.newest(
                        stopped,
                        fact.condition()
                                .filter(it -> it.kind() == Condition.Kind.SUSPENDED)
                                .map(_ -> event.heard()),
                        stamp));
    }
}
