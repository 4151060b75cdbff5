package sitrep.core.event;

import java.time.Instant;
import java.util.Map;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/** What an operator can note on a task. */
public sealed interface Note {

    /** Somebody looks after it. It stays in its place. */
    record Acknowledged() implements Note {}

    /** Not now: it leaves the front of the board until then, or until something new happens. */
    record Snoozed(Instant until) implements Note {}

    /** Never mind: it counts as settled until something new happens. */
    record Dismissed() implements Note {}

    /**
     * Takes back what was acknowledged, snoozed, dismissed or, by an operator, marked as reported before. Sitrep itself
     * notes it when a snooze is over.
     */
    record Restored() implements Note {}

    record Renamed(String name) implements Note {
        public Renamed {
            Check.text("name", name, Limits.NAME);
        }
    }

    record Labelled(Map<String, String> labels) implements Note {
        public Labelled {
            Check.labels(labels);
            labels = Map.copyOf(labels);
        }
    }
}
