package sitrep.connect.outbox;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/** Lines in the order in which they are to be delivered. Full, it drops the oldest and counts them. Thread-safe. */
interface Shelf extends AutoCloseable {

    /** Lines from the front, which stay until they are taken off. */
    record Batch(List<byte[]> lines, long place, long end) {}

    void add(byte[] line) throws IOException;

    /** At most this many lines from the front; none when it is empty. */
    Batch front(int lines) throws IOException;

    /** Takes a batch off, unless it was dropped meanwhile. */
    void takeOff(Batch batch) throws IOException;

    boolean isEmpty();

    /** How many lines were dropped for want of room. */
    long dropped();

    /** Leaves what is there to others, if it is of a kind that lasts. */
    @Override
    void close();

    /** Lasts as long as the process: for where the disk cannot be written. */
    final class InMemory implements Shelf {
        /** Lines kept. */
        static final int LIMIT = 1_000;

        private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
        private long first;
        private long dropped;

        @Override
        public synchronized void add(byte[] line) {
            lines.addLast(line);
            if (lines.size() <= LIMIT) return;
            lines.removeFirst();
            first++;
            dropped++;
        }

        @Override
        public synchronized Batch front(int limit) {
            var batch = lines.stream().limit(limit).toList();
            return new Batch(batch, first, first + batch.size());
        }

        @Override
        public synchronized void takeOff(Batch batch) {
            while (first < batch.end()) {
                lines.removeFirst();
                first++;
            }
        }

        @Override
        public synchronized boolean isEmpty() {
            return lines.isEmpty();
        }

        @Override
        public synchronized long dropped() {
            return dropped;
        }

        @Override
        public synchronized void close() {
            lines.clear();
        }
    }
}
