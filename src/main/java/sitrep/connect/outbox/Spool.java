package sitrep.connect.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import sitrep.connect.outbox.Delivery.Receipt;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;

/**
 * An outbox that writes events to disk first and delivers them from there, in the background. While the server is away
 * they wait; what is left at the end waits for the next process. Heartbeats are not worth that: only the newest of each
 * run is sent, with the next delivery.
 */
public final class Spool implements Outbox {
    /** How long the end may be held up by a last try to deliver. */
    public static final Duration LAST_TRY = Duration.ofSeconds(1);

    /** How long it may be held up by delivering what others left. */
    private static final Duration FOR_OTHERS = Duration.ofMillis(300);

    /** How long the disk may take at the end. It takes a thousandth of that, or else it hangs. */
    private static final Duration DISK = Duration.ofSeconds(10);

    /** How long the server may take over one answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Pieces of events on their way to disk; when the disk is slower than that, further ones are dropped. */
    static final int QUEUE = 10_000;

    /** Runs whose heartbeats are kept; of more, the one that was silent longest is dropped. */
    static final int HEARTBEATS = 100;

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Shelf shelf;
    private final ShelfDelivery sending;
    private final Leftovers leftovers;
    private final Delivery delivery;
    private final Function<Event, byte[]> encoding;
    private final ThreadPoolExecutor writing;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashMap<RunId, byte[]> heartbeats = new LinkedHashMap<>();

    private final AtomicLong lost = new AtomicLong();

    private boolean closing;
    private boolean givenUp;
    private long closed;
    private long retryAt = System.nanoTime();
    private Duration wait = Duration.ZERO;
    private boolean reached;

    /**
     * What became of the events so far, heartbeats apart.
     *
     * @param delivered taken by the server
     * @param refused sent, and never to be taken
     * @param dropped given up for want of room
     */
    public record Tally(long delivered, long refused, long dropped) {}

    private Spool(
            Shelf shelf,
            Leftovers leftovers,
            Delivery delivery,
            Function<Event, byte[]> encoding,
            ThreadFactory threads) {
        this.shelf = shelf;
        this.sending = new ShelfDelivery(shelf);
        this.leftovers = leftovers;
        this.delivery = delivery;
        this.encoding = encoding;
        this.writing = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), threads);
        this.thread = threads.newThread(this::run);
    }

    /**
     * Begins to deliver. Where the folder cannot be written, events are kept in memory.
     *
     * @param outbox the folder that the spools of all processes share
     * @param name this one's name, which no other has and which sorts by time
     * @param encoding an event as one line of JSON
     * @param threads makes the two threads that this needs: one for the disk, one for the server
     */
    public static Spool open(
            Path outbox, String name, Delivery delivery, Function<Event, byte[]> encoding, ThreadFactory threads) {
        var leftovers = new Leftovers(outbox);
        var spool = new Spool(leftovers.shelf(name), leftovers, delivery, encoding, threads);
        spool.thread.start();
        return spool;
    }

    /**
     * Delivers what dead processes left in the folder, until nothing is left or the server cannot take any more.
     *
     * @return whether nothing is left
     */
    public static boolean deliverLeftovers(Path outbox, Delivery delivery) throws IOException {
        if (!java.nio.file.Files.isDirectory(outbox)) return true;
        var leftovers = new Leftovers(outbox);
        try {
            while (leftovers.isDue()) {
                if (leftovers.once(delivery, PATIENCE) instanceof Receipt.Later) return false;
            }
            return true;
        } finally {
            leftovers.close();
        }
    }

    /** How many dead processes left something in the folder. Nothing is taken over, and nothing is written. */
    public static long left(Path outbox) throws IOException {
        if (!java.nio.file.Files.isDirectory(outbox)) return 0;
        return new Leftovers(outbox).waiting();
    }

    @Override
    public void put(List<Event> events) {
        var copy = List.copyOf(events);
        try {
            writing.execute(() -> write(copy));
        } catch (RejectedExecutionException _) {
            lost.addAndGet(copy.size());
        }
    }

    private void write(List<Event> events) {
        for (var event : events) {
            var line = encoding.apply(event);
            if (event.fact() instanceof Fact.RunAdvanced fact && fact.isHeartbeat()) {
                beat(fact.run(), line);
            } else {
                keep(line);
            }
        }
        signal(() -> {});
    }

    private void beat(RunId run, byte[] line) {
        signal(() -> {
            heartbeats.remove(run);
            heartbeats.put(run, line);
            if (heartbeats.size() > HEARTBEATS) heartbeats.pollFirstEntry();
        });
    }

    private void keep(byte[] line) {
        try {
            shelf.add(line);
        } catch (IOException _) {
            lost.incrementAndGet();
        }
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What became of the events so far. */
    public Tally tally() {
        return new Tally(sending.delivered(), sending.refused(), lost.get() + shelf.dropped());
    }

    /** Writes what is left to disk, and then tries for at most {@link #LAST_TRY} to deliver it. */
    @Override
    public void close() {
        writing.shutdown();
        try {
            if (!writing.awaitTermination(DISK.toNanos(), TimeUnit.NANOSECONDS)) return;
            signal(() -> {
                closing = true;
                closed = System.nanoTime();
            });
            thread.join(LAST_TRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitWork()) deliver();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            leftovers.close();
            shelf.close();
        }
    }

    /** Waits for something to send, or for the end: then one last try is made, however long the wait was to be. */
    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            while (!closing) {
                var rest = retryAt - System.nanoTime();
                if (rest <= 0 && hasWork()) return true;
                if (rest > 0 && hasWork()) {
                    changed.awaitNanos(rest);
                } else {
                    changed.await();
                }
            }
            if (givenUp) return false;
            return shelf.isEmpty() ? reached && leftovers.isDue() && isLeft(FOR_OTHERS) : isLeft(LAST_TRY);
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeft(Duration time) {
        return System.nanoTime() - closed < time.toNanos();
    }

    private boolean hasWork() {
        return !shelf.isEmpty() || !heartbeats.isEmpty() || (reached && leftovers.isDue());
    }

    private void deliver() {
        var beats = beats();
        Receipt receipt;
        try {
            receipt = beats.isEmpty() && shelf.isEmpty()
                    ? leftovers.once(delivery, patience())
                    : sending.once(delivery, patience(), beats);
        } catch (IOException e) {
            receipt = new Receipt.Later(String.valueOf(e.getMessage()));
        }
        settle(receipt);
    }

    private List<byte[]> beats() {
        lock.lock();
        try {
            var beats = List.copyOf(heartbeats.values());
            heartbeats.clear();
            return beats;
        } finally {
            lock.unlock();
        }
    }

    private Duration patience() {
        lock.lock();
        try {
            return closing ? LAST_TRY : PATIENCE;
        } finally {
            lock.unlock();
        }
    }

    /** After a failure the next try waits, twice as long each time; at the end it is the last. */
    private void settle(Receipt receipt) {
        lock.lock();
        try {
            if (receipt instanceof Receipt.Later) {
                var twice = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
                wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
                retryAt = System.nanoTime() + wait.toNanos();
                givenUp = closing;
            } else {
                wait = Duration.ZERO;
                reached = true;
            }
        } finally {
            lock.unlock();
        }
    }
}
