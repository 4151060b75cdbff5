package sitrep.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Pulse;
import sitrep.engine.watch.Watchman;

/**
 * The only way in. Cleans what it is given, has it made durable, and only then answers; heartbeats go to {@link Pulse}
 * and are logged only where they contradict an end, and of the lists that sources give of what they have only what they
 * come to is.
 * {@link Fold#VERSION} of the fold decides what comes of it.
 */
public final class Intake {

    /** What became of one event. */
    public sealed interface Receipt {
        /** It is durable, at this place of the log. */
        record Accepted(long seq) implements Receipt {}

        /** It had been taken in before; nothing changed. */
        record Duplicate() implements Receipt {}

        /** It was a sign of life only, noted and not kept. */
        record Heartbeat() implements Receipt {}

        /** It was a list of all that its source has, noted and not kept; so many runs are lost by it. */
        record Listed(int lost) implements Receipt {}
    }

    private final Writer writer;
    private final Pulse pulse;
    private final Watchman watchman;

    public Intake(Writer writer, Pulse pulse, Watchman watchman) {
        this.writer = writer;
        this.pulse = pulse;
        this.watchman = watchman;
    }

    /**
     * Takes in these events, all or none, and returns once they are durable.
     *
     * @return for each event what became of it
     * @throws Busy when there are too many waiting
     */
    public List<Receipt> accept(List<Event> events) {
        var lasting = new ArrayList<Event>(events.size());
        var isKept = new BitSet(events.size());
        for (var i = 0; i < events.size(); i++) {
            var event = EventCleaning.of(events.get(i));
            isKept.set(i, !isSoft(event));
            if (isKept.get(i)) lasting.add(event);
            else if (!(event.fact() instanceof Fact.SourceListed)) beat(event);
        }
        var places = lasting.isEmpty() ? List.<OptionalLong>of() : durable(lasting);
        var receipts = new ArrayList<Receipt>(events.size());
        var next = places.iterator();
        for (var i = 0; i < events.size(); i++) {
            receipts.add(isKept.get(i) ? receipt(next.next()) : noted(EventCleaning.of(events.get(i))));
        }
        return receipts;
    }

    private List<OptionalLong> durable(List<Event> events) {
        try {
            return writer.append(events).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Receipt receipt(OptionalLong place) {
        return place.isPresent() ? new Receipt.Accepted(place.getAsLong()) : new Receipt.Duplicate();
    }

    private boolean isSoft(Event event) {
        return (event.fact() instanceof Fact.RunAdvanced advanced
                        && advanced.isHeartbeat()
                        && !watchman.contradictsAnEnd(event))
                || event.fact() instanceof Fact.SourceListed
                || watchman.isSignOfLife(event);
    }

    /** A list is looked at when what came with it is durable: it may name what was opened just before. */
    private Receipt noted(Event event) {
        return event.fact() instanceof Fact.SourceListed list
                ? new Receipt.Listed(watchman.listed(event, list, pulse))
                : new Receipt.Heartbeat();
    }

    private void beat(Event event) {
        watchman.heardOf(event.key().source(), event.heard());
        if (!(event.fact() instanceof Fact.RunAdvanced advanced)) return;
        TaskId task = event.task().orElseThrow();
        pulse.beat(task, advanced.run(), event.heard());
        watchman.heard(task);
    }
}
