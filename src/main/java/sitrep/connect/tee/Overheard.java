package sitrep.connect.tee;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies of what went past, in the order in which it did, until somebody looks at them. There is room for a few
 * megabytes; what comes beyond is not kept, and whoever looks is told how much that was. Passing costs the stream one
 * copy in memory and never a wait.
 */
final class Overheard {
    /** Bytes of one block; what passes in smaller pieces fills it up while nobody looks. */
    static final int BLOCK = 64 * 1_024;

    /** Blocks there are. */
    static final int BLOCKS = 128;

    /**
     * Bytes that went past; {@code at} is when the first of them did.
     */
    static final class Block {
        final byte[] bytes;
        Side side = Side.CLIENT;
        Instant at = Instant.EPOCH;
        int length;

        Block(int room) {
            bytes = new byte[room];
        }

        private boolean hasRoom() {
            return length < bytes.length && kept == 0;
        }

        /** Bytes of this side that are missing before these. */
        long missed;

        /** Bytes after these that wait in the side's own pipe. */
        long kept;
    }

    /** What there is of one side besides blocks. */
    private static final class Way {
        /** Where its own pipe can be read. */
        int end;

        /** Bytes of which there is no copy, and nobody was told. */
        long missed;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Block> free = new ArrayDeque<>();
    private final ArrayDeque<Block> full = new ArrayDeque<>();
    private final Way ofClient = new Way();
    private final Way ofAgent = new Way();
    private Instant missedAt = Instant.EPOCH;
    private final int blocks;
    private int made;
    private boolean closed;

    Overheard() {
        this(BLOCKS);
    }

    Overheard(int blocks) {
        this.blocks = blocks;
    }

    /** Takes note of the bytes between the buffer's position and its limit, and leaves the buffer as it was. */
    void pass(Side side, ByteBuffer bytes, Instant at) {
        lock.lock();
        try {
            var from = bytes.position();
            while (from < bytes.limit()) {
                var block = block(side, at);
                if (block.isEmpty()) {
                    way(side).missed += bytes.limit() - from;
                    missedAt = at;
                    return;
                }
                var into = block.getFirst();
                var part = Math.min(bytes.limit() - from, BLOCK - into.length);
                bytes.get(from, into.bytes, into.length, part);
                into.length += part;
                from += part;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** From now on what passes of this side may be kept in a pipe, which can be read at this end. */
    void keepsIn(Side side, int end) {
        way(side).end = end;
    }

    /** Where to read what is kept of this side. */
    int end(Side side) {
        return way(side).end;
    }

    /** Bytes went past, and a copy of them is in the side's own pipe. */
    void kept(Side side, long bytes, Instant at) {
        lock.lock();
        try {
            var last = full.peekLast();
            if (last != null && last.side == side && way(side).missed == 0) last.kept += bytes;
            else append(new Block(0), side, at).kept = bytes;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes went past of which there is no copy. */
    void missed(Side side, long bytes, Instant at) {
        lock.lock();
        try {
            way(side).missed += bytes;
            missedAt = at;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** One with room for this side, as the only one of a list; none if all are full. */
    private List<Block> block(Side side, Instant at) {
        var last = full.peekLast();
        if (last != null && last.side == side && last.hasRoom() && way(side).missed == 0) {
            return List.of(last);
        }
        var next = free.pollFirst();
        if (next == null && made == blocks) return List.of();
        if (next == null) {
            next = new Block(BLOCK);
            made++;
        }
        return List.of(append(next, side, at));
    }

    private Block append(Block next, Side side, Instant at) {
        next.side = side;
        next.at = at;
        next.length = 0;
        next.kept = 0;
        next.missed = way(side).missed;
        way(side).missed = 0;
        full.addLast(next);
        return next;
    }

    /** What is missing is told as soon as somebody looks again, and not only once more passes. */
    private void appendMissed() {
        for (var side : Side.values()) if (way(side).missed > 0) append(new Block(0), side, missedAt);
    }

    private Way way(Side side) {
        return switch (side) {
            case CLIENT -> ofClient;
            case AGENT -> ofAgent;
        };
    }

    private boolean isEmpty() {
        return full.isEmpty() && ofClient.missed == 0 && ofAgent.missed == 0;
    }

    /** Nothing more will pass. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to look at; none once all is looked at and nothing more will pass. */
    List<Block> take() throws InterruptedException {
        lock.lock();
        try {
            while (isEmpty() && !closed) changed.await();
            appendMissed();
            var taken = new ArrayList<>(full);
            full.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** These were looked at. */
    void giveBack(Block block) {
        lock.lock();
        try {
            if (block.bytes.length > 0) free.addLast(block);
        } finally {
            lock.unlock();
        }
    }
}
