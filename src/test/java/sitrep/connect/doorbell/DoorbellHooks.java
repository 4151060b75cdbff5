package sitrep.connect.doorbell;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sitrep.connect.outbox.Delivery;
import sitrep.connect.outbox.Door;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import tools.jackson.databind.JsonNode;

/** The way in for what doorbells say: puts the facts of each hook into envelopes and hands them in at the door. */
final class DoorbellHooks {
    private final Door door;
    private final InstantSource clock;

    DoorbellHooks(Door door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    /** One hook, as it comes. Its own number makes the ids, so that a hook that comes twice changes nothing. */
    Delivery.Receipt heard(JsonNode said) {
        var facts = DoorbellFacts.of(said);
        return door.take(facts.stream().map(fact -> event(said, facts, fact)).toList(), _ -> {});
    }

    private Event event(JsonNode said, List<Fact.OfTask> facts, Fact.OfTask fact) {
        var key = new Event.Key(
                "doorbell@" + said.path("door").asString(), said.path("number").asInt() + "." + facts.indexOf(fact));
        var now = clock.instant();
        return new Event(
                key, Optional.of(new TaskId("doorbell-" + said.path("visit").asString())), now, now, fact);
    }
}
