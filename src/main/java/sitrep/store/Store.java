package sitrep.store;

/** Everything that is kept, as one thing that is opened and closed. */
public interface Store extends EventLog, TaskIndex, LogUpkeep, AutoCloseable {

    /**
     * Tries whether events can be appended, by a change that changes nothing. Only the thread that appends may call it.
     *
     * @throws StoreFailure if not
     */
    default void tryOut() {}

    /**
     * Makes sure that what is kept is still ours to change, where several servers share it, and lets the others know
     * where we are.
     *
     * @param under where others reach us, as {@code host:port}
     * @throws StoreFailure of the kind {@link StoreFailure.Kind#HELD} if another has taken our place
     */
    default void hold(String under) {}

    /** Lets go of everything held. What was durable stays so; no call may follow. */
    @Override
    void close();
}
