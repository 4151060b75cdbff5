package sitrep.connect.tee;

import java.time.Instant;
import java.util.List;
import sitrep.core.event.Event;
import tools.jackson.databind.JsonNode;

/** What follows from what a client and its agent say to one another, in the order in which it is heard. */
public interface Onlooker {

    /** One message. */
    List<Event> heard(Side from, JsonNode said, Instant at);

    /** Bytes went past that nobody looked at. */
    List<Event> missed(long bytes, Instant at);

    /** The agent's process has ended, and with it all that it had begun. */
    List<Event> ended(PairEnd end, Instant at);
}
