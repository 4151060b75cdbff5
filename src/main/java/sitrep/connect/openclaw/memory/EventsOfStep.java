package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;

/**
 * The events of one step. An event's id says what it is about, what it says and since when, all by the gateway's own
 * ids and clock: whoever sees the same thing, pushed or asked for, now or in a replay, gives it the same id.
 */
public final class EventsOfStep {
    private final String source;
    private final List<Event> events = new ArrayList<>();
    private final List<Translated.Skipped> skipped = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    public EventsOfStep(Gateway gateway) {
        this.source = gateway.source();
    }

    public void begin(Instant at) {
        now = at;
    }

    /** When we hear what is being told of, by our clock. */
    public Instant now() {
        return now;
    }

    public void say(ObservedTask errand, String about, String what, Instant at, Fact.OfTask fact) {
        var key = new Event.Key(source, about + "/" + what + "/" + at.toEpochMilli());
        events.add(new Event(key, Optional.of(errand.id), at, now, fact));
        errand.touched = now;
    }

    public void say(String what, Fact.OfSource fact) {
        var key = new Event.Key(source, what + "/" + now.toEpochMilli());
        events.add(new Event(key, Optional.empty(), now, now, fact));
    }

    public void skip(String what, String reason) {
        skipped.add(new Translated.Skipped(what, reason));
    }

    public Translated end() {
        var step = new Translated(events, skipped);
        events.clear();
        skipped.clear();
        return step;
    }
}
