package sitrep.core.event;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;

/**
 * An observation that a source made at a time: the only input.
 *
 * @param task whose task it is about; absent exactly when it is about a source as a whole
 * @param at when it happened, by the source's clock: for showing
 * @param heard when we took it in, by ours: for judging silence, whatever the source's clock says
 */
public record Event(Key key, Optional<TaskId> task, Instant at, Instant heard, Fact fact) {

    /** The source of Sitrep's own observations. */
    public static final String OURS = "sitrep";

    /**
     * How the sources begin that tell of work only when it is over, as by spans: what they say is no sign of life, and
     * counts only where nobody else saw the work.
     */
    public static final String HINDSIGHT = "otel@";

    /**
     * How the sources begin that people ask to have something done: they know who asked and for what, while whoever
     * sees the work itself knows only what it was handed.
     */
    public static final String GATEWAY = "openclaw@";

    /** The source of what operators note. */
    public static final String OPERATOR = "operator";

    public Event {
        if (task.isPresent() == fact instanceof Fact.OfSource) {
            throw new Invalid("task", task.isPresent() ? "a task" : "no task", "a task, but for events of a source");
        }
    }

    /**
     * An event's identity, that of CloudEvents 1.0: taking the same one in twice changes nothing.
     *
     * @param source who observed it
     * @param id chosen by the source
     */
    public record Key(String source, String id) {
        public Key {
            source = Check.id("source", source);
            id = Check.id("id", id);
        }
    }

    /**
     * Whether a source observed the work itself: neither an operator's mark nor a verdict of our own is a sign of life.
     */
    public boolean isObservation() {
        return fact.isObservation() && !key.source().equals(OURS);
    }

    /** The same, told of its task by another name of it. */
    public Event about(TaskId name) {
        return task.equals(Optional.of(name)) ? this : new Event(key, Optional.of(name), at, heard, fact);
    }

    /** The event's place in the order of what is said. */
    public Stamp stamp() {
        return Stamp.of(this);
    }
}
