package sitrep.connect.tee;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import sitrep.connect.child.PipeCalls;

/**
 * Carries bytes one way, each piece as it comes. When the one side ends, the other is closed; when nobody reads there
 * any more, the first is, so that whoever writes meets at the next write what it would have met without us.
 */
final class Pump {
    private static final int PIECE = 64 * 1_024;

    /** Bytes within a while from which on another way is looked for: many more than whoever looks on can keep. */
    private static final long FLOOD = 16 * 1_024 * 1_024;

    /** The part of it at which that other way is made ready. */
    private static final int EARLY = 4;

    private static final Duration WHILE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(1);

    private final ReadableByteChannel from;
    private final WritableByteChannel to;
    private final Consumer<ByteBuffer> beside;
    private final Optional<DirectWay> direct;
    private final Thread thread;
    private final long flood;
    private long whileBegan = System.nanoTime();
    private long passedBefore;
    private boolean isBarred;
    private volatile boolean isDirect;
    private volatile boolean ended;
    private volatile boolean leaving;
    private volatile boolean writing;
    private volatile long moved = System.nanoTime();
    private volatile long passed;
    private long count;

    /** When the last read began that found less than it asked for: then nothing more was in the pipe. */
    private volatile long emptied = System.nanoTime();

    private Pump(
            ReadableByteChannel from,
            WritableByteChannel to,
            Consumer<ByteBuffer> beside,
            Optional<DirectWay> direct,
            long flood,
            String name) {
        this.from = from;
        this.to = to;
        this.beside = beside;
        this.direct = direct;
        this.flood = flood;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::copy);
    }

    /**
     * @param beside sees each piece before it goes on, so that no answer is seen before what it answers
     * @param direct another way for many bytes, where there is one
     */
    static Pump start(
            String name,
            ReadableByteChannel from,
            WritableByteChannel to,
            Consumer<ByteBuffer> beside,
            Optional<DirectWay> direct) {
        return start(name, from, to, beside, direct, FLOOD);
    }

    static Pump start(
            String name,
            ReadableByteChannel from,
            WritableByteChannel to,
            Consumer<ByteBuffer> beside,
            Optional<DirectWay> direct,
            long flood) {
        var pump = new Pump(from, to, beside, direct, flood, name);
        pump.thread.start();
        return pump;
    }

    /** Whether the side that writes has ended. */
    boolean isEnded() {
        return ended;
    }

    /** Whether bytes go the other way now. */
    boolean isDirect() {
        return isDirect;
    }

    /** Waits until all has gone where it goes. */
    boolean awaitEnd(Duration most) throws InterruptedException {
        return thread.join(most);
    }

    /** How many bytes it has carried. */
    long passed() {
        return passed;
    }

    /**
     * Whether all is read that was there at a time: nothing came for a while, or none was left since, or more came than
     * a pipe holds. Whatever the agent left running may write on without a rest.
     */
    boolean isDrained(long since, long before, Duration rest) {
        var isResting = !writing && System.nanoTime() - Math.max(moved, since) >= rest.toNanos();
        return isResting || emptied - since > 0 || passed - before > PipeCalls.HOLDS;
    }

    /** Stops reading, and leaves both ends to whoever else has them, once all that was read is where it goes. */
    void leave() throws InterruptedException {
        leaving = true;
        if (!isDirect) close(from);
        thread.join();
    }

    private void copy() {
        var buffer = ByteBuffer.allocateDirect(PIECE);
        try {
            while (!leaving && read(buffer)) {
                buffer.flip();
                beside.accept(buffer);
                write(buffer);
                buffer.clear();
                moved = System.nanoTime();
                writing = false;
                if (isFlooded() && carriedDirectly()) break;
            }
            ended = !leaving;
        } catch (IOException _) {
            // One side is gone: both are closed, so that the other learns of it.
        } finally {
            writing = false;
            if (!leaving) close(to);
            close(from);
        }
    }

    /** Whether so much comes that another way is worth it, and there is one by now. */
    private boolean isFlooded() {
        if (direct.isEmpty() || isBarred) return false;
        if (moved - whileBegan > WHILE.toNanos()) {
            whileBegan = moved;
            passedBefore = passed;
        }
        var lately = passed - passedBefore;
        return lately > flood / EARLY && direct.get().isReady() && lately > flood;
    }

    /** Whether it came to the end this way; otherwise, and when it is quiet again, all goes on as before. */
    private boolean carriedDirectly() throws IOException {
        var way = direct.orElseThrow();
        isDirect = true;
        while (!leaving) {
            var began = System.nanoTime();
            var length = way.take();
            if (length == 0) return true;
            if (length < 0) {
                isDirect = false;
                isBarred = length != PipeCalls.LATER;
                passedBefore = passed;
                return false;
            }
            writing = true;
            count(length);
            if (way.wasEmpty()) emptied = began;
            way.pass(length);
            moved = System.nanoTime();
            writing = false;
        }
        return true;
    }

    /** Only this pump's thread counts. */
    private void count(long bytes) {
        count += bytes;
        passed = count;
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        var began = System.nanoTime();
        var length = from.read(buffer);
        while (length == 0) {
            LockSupport.parkNanos(RETRY.toNanos());
            length = from.read(buffer);
        }
        if (length < 0) return false;
        writing = true;
        count(length);
        if (length < PIECE) emptied = began;
        return true;
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (to.write(buffer) == 0) LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private static void close(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception _) {
            // It is closed already, or as good as closed.
        }
    }
}
