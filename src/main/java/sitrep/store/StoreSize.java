package sitrep.store;

/**
 * What is kept and the room that it takes on the disk; what was deleted and not given back yet is not counted.
 *
 * @param events those in the log
 * @param log bytes of the log
 * @param index bytes of the index
 */
public record StoreSize(long events, long log, long index) {
    public static final StoreSize NONE = new StoreSize(0, 0, 0);

    public long bytes() {
        return log + index;
    }

    /** How many bytes of log and index there are for each event. */
    public long perEvent() {
        return events == 0 ? 0 : bytes() / events;
    }
}
