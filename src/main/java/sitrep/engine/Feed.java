package sitrep.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import sitrep.core.Task;

/**
 * Tells subscribers which tasks changed. The newest changes are kept once, in a ring; a subscriber is a place in it, so
 * a slow one costs nothing and holds up nobody. One that is overtaken by the ring is told to load everything anew.
 */
public final class Feed {
    /** Most changes remembered for subscribers that are behind. */
    static final int RING = 8_192;

    /** Most events looked through for somebody who comes back; who missed more had better load everything anew. */
    static final int RESUME = 5_000;

    /** What a subscriber hears next. */
    public sealed interface News {
        /** Tasks that changed, each once as it stands now. */
        record Changes(List<Known> tasks) implements News {}

        /** Too much was missed: load everything anew, then go on from here. */
        record Resync(long seq, String why) implements News {}

        /** Nothing happened in the time given. */
        record Quiet() implements News {}
    }

    private final Known[] ring = new Known[RING];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final AtomicInteger subscribers = new AtomicInteger();
    private long head;
    private boolean closed;

    void publish(Collection<Known> changed) {
        if (changed.isEmpty()) return;
        lock.lock();
        try {
            for (var known : changed) {
                ring[(int) (head++ % RING)] = known;
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many listen. */
    public int subscribers() {
        return subscribers.get();
    }

    /** Ends every subscription. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on. */
    public Subscription subscribe() {
        return new Subscription(Optional.empty());
    }

    /** From after an event on: what changed since comes first, each task once, or else the word to load anew. */
    public Subscription resume(Board board, long seq) {
        var subscription = subscribe();
        var missed = board.after(seq, RESUME + 1);
        if (missed.size() > RESUME || seq > board.seq()) {
            subscription.first = Optional.of(new News.Resync(board.seq(), "too much has happened since event " + seq));
            return subscription;
        }
        var tasks = new LinkedHashMap<Task.Id, Known>();
        missed.forEach(entry -> entry.event().task().ifPresent(id -> {
            if (!tasks.containsKey(id)) board.known(id).ifPresent(known -> tasks.put(id, known));
        }));
        if (!tasks.isEmpty()) subscription.first = Optional.of(new News.Changes(inOrder(tasks.values())));
        return subscription;
    }

    private static List<Known> inOrder(Collection<Known> tasks) {
        return tasks.stream().sorted(Comparator.comparingLong(Known::seq)).toList();
    }

    /** One listener. For one thread at a time. */
    public final class Subscription implements AutoCloseable {
        /** Changes of this long are told together, so that a busy board costs each listener few writes. */
        private static final Duration TOGETHER = Duration.ofMillis(40);

        private Optional<News> first;
        private long place;
        private long told;

        private Subscription(Optional<News> first) {
            this.first = first;
            subscribers.incrementAndGet();
            lock.lock();
            try {
                place = head;
            } finally {
                lock.unlock();
            }
        }

        /** What happened since the last call, waiting for it as long as given; empty once the feed is closed. */
        public Optional<News> next(Duration atMost) throws InterruptedException {
            if (first.isPresent()) {
                var news = first;
                first = Optional.empty();
                return news;
            }
            lock.lockInterruptibly();
            try {
                await(atMost.toNanos());
                if (closed) return Optional.empty();
                told = System.nanoTime();
                return Optional.of(place == head ? new News.Quiet() : take());
            } finally {
                lock.unlock();
            }
        }

        private void await(long nanos) throws InterruptedException {
            var left = nanos;
            while (place == head && !closed && left > 0) {
                left = grown.awaitNanos(left);
            }
            var rest = told + TOGETHER.toNanos() - System.nanoTime();
            while (place != head && !closed && rest > 0) {
                rest = ended.awaitNanos(rest);
            }
        }

        private News take() {
            var from = place;
            place = head;
            if (head - from > RING) {
                return new News.Resync(ring[(int) ((head - 1) % RING)].seq(), "this listener fell behind");
            }
            var tasks = new LinkedHashMap<Task.Id, Known>();
            for (var i = from; i < head; i++) {
                var known = ring[(int) (i % RING)];
                tasks.put(known.task().id(), known);
            }
            return new News.Changes(inOrder(new ArrayList<>(tasks.values())));
        }

        @Override
        public void close() {
            subscribers.decrementAndGet();
        }
    }
}
