package sitrep.store;

/** Everything that is kept, as one thing that is opened and closed. */
public interface Store extends EventLog, TaskIndex, LogUpkeep, AutoCloseable {

    /**
     * Tries whether events can be appended, by a change that changes nothing. Only the thread that appends may call it.
     *
     * @throws StoreFailure if not
     */
    default void tryOut() {}

    /** Lets go of everything held. What was durable stays so; no call may follow. */
    @Override
    void close();
}
