package sitrep.connect.hooks.dialect;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.source.Connection;
import tools.jackson.databind.JsonNode;

/** How one agent speaks by its hooks. Pure: what it makes of a hook depends on nothing else. */
public interface Dialect extends Agent {

    /** What its hooks let us see, and what not. */
    Connection.Sight sight();

    /**
     * What a hook says. One that nobody knows says nothing, but that its session is there.
     *
     * @param at when it was heard, for what it says of times to come
     * @return nothing for what is no hook of this agent
     */
    Optional<HookMessage> read(JsonNode hook, Instant at);

    /** Whether its hooks say themselves when they were called, so that it does no harm if they overtake one another. */
    default boolean tellsTime() {
        return false;
    }

    /** When a hook was called, where it says so itself. */
    default Optional<Instant> calledAt(JsonNode hook) {
        return Optional.empty();
    }
}
