package sitrep.connect.hooks.dialect;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.source.Connection;
import tools.jackson.databind.JsonNode;

/** How one agent speaks by its hooks. Pure: what it makes of a hook depends on nothing else. */
public interface Dialect {

    /** The name of the agent as it stands in addresses and ids, as in {@code claude-code}. */
    String agent();

    /** The same for people. */
    String spoken();

    /** What it is started by, as in {@code claude}. */
    String program();

    /** What its hooks let us see, and what not. */
    Connection.Sight sight();

    /**
     * What a hook says. One that nobody knows says nothing, but that its session is there.
     *
     * @param at when it was heard, for what it says of times to come
     * @return nothing for what is no hook of this agent
     */
    Optional<HookMessage> read(JsonNode hook, Instant at);
}
