package sitrep.core.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    /**
     * What operators call it, whatever its sources do.
     *
     * @param name empty takes it back: it goes by its sources' name again
     */
    record Renamed(Optional<String> name) implements OperatorNote {
        public Renamed {
            Check.text("name", name, Limits.NAME);
        }

        public Renamed(String name) {
            this(Optional.of(name));
        }
    }

    /**
     * Labels of operators, over those that its sources gave it.
     *
     * @param removed keys that it has no more, whoever gave them
     */
    record Labelled(Map<String, String> labels, SortedSet<String> removed) implements OperatorNote {
        public Labelled {
            Check.labels(labels);
            Check.size("removed", removed, Limits.LABELS);
            removed.forEach(key -> Check.text("removed", key, Limits.ID));
            labels = Map.copyOf(labels);
            removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        }

        public Labelled(Map<String, String> labels) {
            this(labels, Collections.emptySortedSet());
        }
    }

    /** Something worth knowing, in words. It moves nothing. */
    record Remarked(String text) implements OperatorNote {
        public Remarked {
            Check.text("text", text, Limits.TEXT);
        }
    }

    /**
     * A note in words is taken back.
     *
     * @param remark the id of the event that noted it
     */
    record Withdrawn(String remark) implements OperatorNote {
        public Withdrawn {
            remark = Check.id("remark", remark);
        }
    }
}
