package sitrep.connect.opencode;

/** What comes over a stream of events. */
sealed interface StreamPiece {
    /** The data of an event. */
    record Told(String text) implements StreamPiece {}

    /** An event that was too large. */
    record TooLarge() implements StreamPiece {}

    /** Nothing comes any more. */
    record End(String why) implements StreamPiece {}
}
