package sitrep.connect.outbox;

import java.time.Duration;
import java.util.List;

/** How lines of JSON, one event each, get to the server. */
public interface Delivery {

    /** What became of the lines. */
    sealed interface Receipt {

        /** The server has them for good, save some that it will never take, be it all of them. */
        record Taken(int refused) implements Receipt {}

        /** The server could not read them: one of these lines is to blame, and the others may do without it. */
        record Refused(int lines) implements Receipt {}

        /** The server cannot be reached, or cannot take anything now: the same lines may do later. */
        record Later(String why) implements Receipt {}
    }

    /** Sends the lines, in order, and waits at most this long for the answer. */
    Receipt send(List<byte[]> lines, Duration patience);
}
