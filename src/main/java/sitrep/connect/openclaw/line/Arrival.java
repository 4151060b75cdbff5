package sitrep.connect.openclaw.line;

import java.time.Instant;

/** What comes over the connection, with when it did. */
sealed interface Arrival {
    Instant at();

    /** A message. */
    record Text(Instant at, String text) implements Arrival {}

    /** A message that is not kept, be it too long or not text. */
    record Unkept(Instant at, String reason) implements Arrival {}

    /** The connection is no more. */
    record Ended(Instant at, String why) implements Arrival {}
}
