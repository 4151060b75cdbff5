package sitrep.connect.process.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries what the command writes to where it would have gone, each piece as it comes and byte for byte. When nobody
 * reads there any more, the pipe is closed, so that the command meets at its next write what it would have met without
 * us.
 */
final class OutputCopier {
    private static final int PIECE = 64 * 1_024;
    private static final Duration RETRY = Duration.ofMillis(1);

    private final ReadableByteChannel from;
    private final WritableByteChannel to;
    private final OutputTap tap = new OutputTap();
    private final Thread thread;
    private volatile boolean writing;

    /** When the last read began that found less than it asked for: then nothing more was in the pipe. */
    private volatile long emptied = System.nanoTime();

    private volatile boolean unheard;

    private OutputCopier(String name, ReadableByteChannel from, WritableByteChannel to) {
        this.from = from;
        this.to = to;
        this.thread = Thread.ofPlatform().daemon().name("copies " + name).unstarted(this::copy);
    }

    static OutputCopier start(String name, ReadableByteChannel from, WritableByteChannel to) {
        var copier = new OutputCopier(name, from, to);
        copier.thread.start();
        return copier;
    }

    OutputTap tap() {
        return tap;
    }

    /** Whether whoever read the output went away. */
    boolean isUnheard() {
        return unheard;
    }

    /**
     * Waits for the end of the stream. After the command itself has ended there may be none for a long time: whatever
     * it left running has the pipe, too, and may write into it without a rest. So it is enough that all is read that
     * was in the pipe when it ended: nothing came for a while, or it was found empty since, or more came than it holds.
     *
     * @return whether the end came
     */
    boolean awaitEnd(Duration rest) throws InterruptedException {
        var since = System.nanoTime();
        var first = tap.passed();
        while (true) {
            var before = tap.passed();
            if (thread.join(rest)) return true;
            if (!writing && tap.passed() == before) return false;
            if (emptied - since > 0 || tap.passed() - first > PIECE) return false;
        }
    }

    /** Waits for the end of the stream, however long that takes. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** Stops reading and leaves the pipe to whoever else has it, once all that was read is where it goes. */
    void leave() throws InterruptedException {
        close();
        thread.join();
    }

    private void copy() {
        var buffer = ByteBuffer.allocateDirect(PIECE);
        try {
            while (read(buffer)) {
                buffer.flip();
                tap.pass(buffer);
                write(buffer);
                buffer.clear();
                writing = false;
            }
        } catch (IOException _) {
            unheard = writing;
        } finally {
            writing = false;
            close();
        }
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        var began = System.nanoTime();
        var length = from.read(buffer);
        writing = length >= 0;
        if (length < PIECE) emptied = began;
        return length >= 0;
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (to.write(buffer) == 0) LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private void close() {
        try {
            from.close();
        } catch (IOException _) {
            // It is closed already, or as good as closed: nothing more will be read from it.
        }
    }
}
