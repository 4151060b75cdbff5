package sitrep.connect.acp.meaning;

import java.util.Optional;
import sitrep.connect.foreign.Around;
import sitrep.core.event.Owner;

/**
 * A client and an agent that talk, as far as it is known before they do.
 *
 * @param id of this pair, which no other has; ids of its requests are unique only together with it
 * @param source who tells of it
 * @param agent what the agent is called until it says so itself
 * @param owner who asks, where nobody says so
 * @param around what whoever started the pair said of the task that it serves
 */
public record AcpPair(String id, String source, String host, String agent, Optional<Owner> owner, Around around) {}
