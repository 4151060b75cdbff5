package sitrep.core.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/** What an operator can note on a task. */
public sealed interface OperatorNote {

    /** Somebody looks after it. It stays in its place. */
    record Acknowledged() implements OperatorNote {}

    /**
     * Not now: it leaves the front of the board until something new happens.
     *
     * @param until when it comes back in any case; without one it does as soon as anything changes
     */
    record Snoozed(Optional<Instant> until) implements OperatorNote {}

    /** Never mind: it counts as settled until something new happens. */
    record Dismissed() implements OperatorNote {}

    /**
     * Takes back what was acknowledged, snoozed, dismissed or, by an operator, marked as reported before. Sitrep itself
     * notes it when a snooze is over.
     */
    record Restored() implements OperatorNote {}

    record Renamed(String name) implements OperatorNote {
        public Renamed {
            Check.text("name", name, Limits.NAME);
        }
    }

    record Labelled(Map<String, String> labels) implements OperatorNote {
        public Labelled {
            Check.labels(labels);
            labels = Map.copyOf(labels);
        }
    }
}
