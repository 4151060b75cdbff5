package sitrep.snapshot;

/** The way into records, each by its number: code that {@link AccessCode} writes. */
interface Access {
    Object make(int type, Object[] parts);

    /** Puts the parts of a record into an array, in order. */
    void take(int type, Object value, Object[] parts);
}
