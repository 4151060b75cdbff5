package sitrep.connect.process.look;

import java.util.Optional;

/** What a thread that does nothing waits for, as far as the system call tells in which it sits. */
public sealed interface ThreadWait {

    /** Something to read from here: a file, a device, or a pipe by its number. */
    record Reading(String from) implements ThreadWait {}

    /**
     * Another program, over the network or on this machine.
     *
     * @param peer its address and port, where there is one
     */
    record Remote(Optional<String> peer) implements ThreadWait {}

    /** Somebody to connect. */
    record Caller() implements ThreadWait {}

    /** A time. */
    record Time() implements ThreadWait {}

    /** What another thread or process holds, until it lets go. */
    record Lock() implements ThreadWait {}

    /** The end of a process that it started. */
    record Child() implements ThreadWait {}

    /** The runtime's own business: threads that serve the others and wait most of the time. */
    record Service() implements ThreadWait {}

    /** Whatever else. */
    record Other(String what) implements ThreadWait {}
}
