package sitrep.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;

/**
 * The streams that are open. Each runs on the virtual thread of its request; here they are counted, ended when the
 * server stops, and cut off when the other side has not read for too long. There is no thread for that: whoever opens
 * a stream, or is told something on one, looks after the others, not more often than is of use.
 */
public final class OpenStreams {
    /** Most streams at once. */
    static final int LIMIT = 4_096;

    private static final long IDLE = Long.MIN_VALUE;

    /** Since when each is writing, by the clock of {@link System#nanoTime}. */
    private final Map<Thread, Long> writing = new ConcurrentHashMap<>();

    private final Duration stuck;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());
    private volatile boolean closing;

    /** @param stuck how long a write may take before the other side counts as gone */
    public OpenStreams(Duration stuck) {
        this.stuck = stuck;
    }

    /** Something that goes on until the stream ends. */
    public interface Going {
        void on() throws java.io.IOException, InterruptedException;
    }

    /** Refuses when there are too many, or no more to come. */
    public void admit() {
        if (closing) throw new Refusal(new Problem.Busy("The server is stopping."));
        if (writing.size() >= LIMIT) throw new Refusal(new Problem.Busy(LIMIT + " listeners are connected already."));
    }

    /** Runs a stream on this thread, to its end. */
    public void run(Going going) throws java.io.IOException {
        lookAfterOthers();
        writing.put(Thread.currentThread(), IDLE);
        try {
            if (!closing) going.on();
        } catch (InterruptedException _) {
            // The server stops, or this stream was cut off: either way it has said all that it can.
        } finally {
            writing.remove(Thread.currentThread());
        }
    }

    void beginWrite() {
        writing.replace(Thread.currentThread(), System.nanoTime());
    }

    void endWrite() {
        writing.replace(Thread.currentThread(), IDLE);
    }

    /** Cuts off those whose other side does not read. */
    public void lookAfterOthers() {
        var now = System.nanoTime();
        var last = looked.get();
        if (now - last < stuck.toNanos() / 4 || !looked.compareAndSet(last, now)) return;
        writing.forEach((thread, since) -> {
            if (since != IDLE && now - since > stuck.toNanos()) thread.interrupt();
        });
    }

    public void close() {
        closing = true;
        writing.keySet().forEach(Thread::interrupt);
    }
}
