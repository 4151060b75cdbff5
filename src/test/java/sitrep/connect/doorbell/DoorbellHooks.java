package sitrep.connect.doorbell;

import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import sitrep.connect.outbox.Outbox;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import tools.jackson.databind.JsonNode;

/**
 * The way in for what doorbells say: puts the facts of each hook into envelopes, and those into an outbox, which keeps
 * them while the server is away. A command that a doorbell calls would be made of this and a {@code Spool}.
 */
final class DoorbellHooks {
    private final Outbox outbox;
    private final InstantSource clock;

    DoorbellHooks(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One hook, as it comes. Its own number makes the ids, so that one that comes twice changes nothing. */
    void heard(JsonNode said) {
        if (!said.path("number").isInt() || !said.path("visit").isString()) return;
        var facts = DoorbellFacts.of(said);
        outbox.put(IntStream.range(0, facts.size())
                .mapToObj(i -> event(said, i, facts.get(i)))
                .toList());
    }

    private Event event(JsonNode said, int place, Fact.OfTask fact) {
        var source = "doorbell@" + said.path("door").asString("");
        var id = said.path("number").asInt() + "." + place;
        var now = clock.instant();
        var task = new TaskId("doorbell-" + said.path("visit").asString());
        return new Event(new Event.Key(source, id), Optional.of(task), now, now, fact);
    }
}
