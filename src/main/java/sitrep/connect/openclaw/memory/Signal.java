package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whatever reaches the translation from one gateway, with the time by our clock at which it did. */
public sealed interface Signal {

    Instant at();

    /** A frame that the gateway pushed: {@code {"type":"event","event":…,"payload":…}}. */
    record Frame(Instant at, JsonNode frame) implements Signal {}

    /**
     * What the gateway answered to a question about how things stand, such as {@code tasks.list},
     * {@code sessions.list}, {@code cron.list}, {@code question.list}, {@code exec.approval.list}.
     *
     * @param params what was asked: whether absence from the list means anything depends on it
     */
    record Answer(Instant at, String method, JsonNode params, JsonNode payload) implements Signal {}

    /**
     * There is contact with the gateway.
     *
     * @param boot changes with each start of the gateway
     * @param scopes those that were granted
     */
    record Connected(Instant at, String boot, String version, Set<String> scopes) implements Signal {
        public Connected {
            scopes = Set.copyOf(scopes);
        }
    }

    /** There is no contact any more. */
    record Disconnected(Instant at, String why) implements Signal {}

    /** Nothing but that time has passed; a few a second are enough. */
    record Tick(Instant at) implements Signal {}
}
