package sitrep.store;

/** Everything that is kept, as one thing that is opened and closed. */
public interface Store extends EventLog, TaskIndex, AutoCloseable {

    /** Lets go of everything held. What was durable stays so; no call may follow. */
    @Override
    void close();
}
