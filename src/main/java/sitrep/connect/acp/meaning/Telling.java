package sitrep.connect.acp.meaning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;

/** The events of one step: numbered within the pair, in order, and never earlier than the one before. */
final class Telling {
    private final AcpPair pair;
    private final List<Event> events = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int count;

    Telling(AcpPair pair) {
        this.pair = pair;
    }

    void begin(Instant at) {
        if (at.isAfter(now)) now = at;
    }

    Instant now() {
        return now;
    }

    /** Numbers of eight digits, for at the same time the order of ids decides. */
    void say(TaskId task, Fact.OfTask fact) {
        var key = new Event.Key(pair.source(), "%s/%08d".formatted(pair.id(), ++count));
        events.add(new Event(key, Optional.of(task), now, now, fact));
    }

    List<Event> end() {
        var told = List.copyOf(events);
        events.clear();
        return told;
    }
}
