package sitrep.connect.hooks.dialect;

/** What an agent goes by. */
public interface Agent {

    /** Its name as it stands in addresses and ids, as in {@code claude-code}. */
    String agent();

    /** The same for people. */
    String spoken();

    /** What it is started by, as in {@code claude}. */
    String program();

    /** Whether what is asked while it is at work waits until that is answered, rather than taking its place. */
    default boolean queues() {
        return false;
    }
}
