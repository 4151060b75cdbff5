package sitrep.connect.process.look;

import java.util.Optional;

/** What a thread that does nothing waits for, as far as the system call tells in which it sits. */
public sealed interface Wait {

    /** Something to read from here: a file, a device, or a pipe by its number. */
    record Reading(String from) implements Wait {}

    /**
     * Another program, over the network or on this machine.
     *
     * @param peer its address and port, where there is one
     */
    record Remote(Optional<String> peer) implements Wait {}

    /** Somebody to connect. */
    record Caller() implements Wait {}

    /** A time. */
    record Time() implements Wait {}

    /** What another thread or process holds, until it lets go. */
    record Lock() implements Wait {}

    /** The end of a process that it started. */
    record Child() implements Wait {}

    /** The runtime's own business: threads that serve the others and wait most of the time. */
    record Service() implements Wait {}

    /** Whatever else. */
    record Other(String what) implements Wait {}
}
