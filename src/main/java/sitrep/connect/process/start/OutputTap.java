package sitrep.connect.process.start;

import java.nio.ByteBuffer;
import sitrep.connect.process.output.OutputLines;

/**
 * The last bytes that went past, for an observer who comes by now and then. Passing costs the stream one copy in memory
 * and never a wait: an observer who comes too late misses the oldest bytes, and is told so.
 */
final class OutputTap {
    /** Bytes kept between two visits. */
    static final int SIZE = 256 * 1_024;

    private final byte[] ring = new byte[SIZE];
    private long passed;
    private long seen;
    private long newest;

    /** Takes note of the bytes between the buffer's position and its limit, and leaves the buffer as it was. */
    synchronized void pass(ByteBuffer bytes) {
        var length = bytes.remaining();
        var kept = Math.min(length, SIZE);
        var from = bytes.position() + length - kept;
        var at = (int) ((passed + length - kept) % SIZE);
        var first = Math.min(kept, SIZE - at);
        bytes.get(from, ring, at, first);
        bytes.get(from + first, ring, 0, kept - first);
        passed += length;
        newest = System.nanoTime();
    }

    /** Whether bytes came here after the last that came there. */
    boolean isNewerThan(OutputTap other) {
        return newest() - other.newest() > 0;
    }

    private synchronized long newest() {
        return newest;
    }

    /** How many bytes went past so far. */
    synchronized long passed() {
        return passed;
    }

    /**
     * Feeds the reader with what passed since the last visit.
     *
     * @return whether anything did
     */
    boolean visit(OutputLines reader) {
        var bytes = fresh(reader);
        reader.feed(bytes, bytes.length);
        return bytes.length > 0;
    }

    private synchronized byte[] fresh(OutputLines reader) {
        var kept = (int) Math.min(passed - seen, SIZE);
        if (kept < passed - seen) reader.miss();
        var bytes = new byte[kept];
        var at = (int) ((passed - kept) % SIZE);
        var first = Math.min(kept, SIZE - at);
        System.arraycopy(ring, at, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, kept - first);
        seen = passed;
        return bytes;
    }
}
