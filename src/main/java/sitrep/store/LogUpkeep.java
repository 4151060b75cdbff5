package sitrep.store;

import java.util.Optional;

/**
 * The log as it is kept small. Events leave it for good: whoever reads it misses them at once, and all of a {@link
 * Parting} together; from the disk they are taken by and by. What was shown of their tasks is then to be brought up,
 * for which the log remembers the parting until it is told that this is done, also over a crash.
 */
public interface LogUpkeep {

    /**
     * Lets events leave, and keeps what was learnt from them. Only the thread that appends may call it, and not before
     * the parting before is over.
     */
    void part(Parting parting, Learnt learnt);

    /** What left the log and is not over yet. Any thread may ask. */
    Optional<Parting> parting();

    /** What was learnt when events last left the log. */
    Learnt learnt();

    /**
     * Does some of what makes the files smaller, in steps so small that appending hardly waits for it: takes from the
     * disk what left the log, puts small chunks of it together, gives room back. Answers whether more is to be done.
     * Only one thread at a time may call it.
     */
    boolean sweep();

    /**
     * The index is as the log is by now: makes that durable, and forgets the parting if all of it is off the disk.
     * Answers whether it was. Only the thread that sweeps may call it.
     */
    boolean parted();

    /** What there is, and the room it takes. */
    StoreSize size();
}
