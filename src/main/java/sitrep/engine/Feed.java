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
        /**
         * What changed.
         *
         * @param tasks each once as it stands now
         * @param gone tasks that are none of their own any more
         */
        record Changes(List<Known> tasks, List<Gone> gone) implements News {}

        /** Too much was missed: load everything anew, then go on from here. */
        record Resync(long seq, String why) implements News {}

        /** Nothing happened in the time given. */
        record Quiet() implements News {}
    }

    /** A change of a task. */
    private sealed interface Change {
        Task.Id task();

        long seq();
    }

    private record Changed(Known known) implements Change {
        @Override
        public Task.Id task() {
            return known.task().id();
        }

        @Override
        public long seq() {
            return known.seq();
        }
    }

    /**
     * A task that joined another.
     *
     * @param joined what it goes by now
     * @param seq the newest event that was taken into account
     */
    public record Gone(Task.Id task, Task.Id joined, long seq) implements Change {}

    private final Change[] ring = new Change[RING];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final AtomicInteger subscribers = new AtomicInteger();
    private long head;
    private boolean closed;

    void publish(Board.Changed changed, long seq) {
        if (changed.tasks().isEmpty()) return;
        lock.lock();
        try {
            changed.gone().forEach((task, joined) -> push(new Gone(task, joined, seq)));
            changed.tasks().forEach(known -> push(new Changed(known)));
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void push(Change change) {
        ring[(int) (head++ % RING)] = change;
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
        var changes = new LinkedHashMap<Task.Id, Change>();
        missed.forEach(entry -> entry.event().task().ifPresent(name -> {
            board.joined(name).forEach(gone -> changes.put(gone.task(), gone));
            var id = board.idOf(name);
            if (!changes.containsKey(id)) board.known(id).ifPresent(known -> changes.put(id, new Changed(known)));
        }));
        if (!changes.isEmpty()) subscription.first = Optional.of(news(changes.values()));
        return subscription;
    }

    private static News news(Collection<Change> changes) {
        var tasks = new ArrayList<Known>();
        var gone = new ArrayList<Gone>();
        for (var change : changes) {
            switch (change) {
                case Changed(var known) -> tasks.add(known);
                case Gone it -> gone.add(it);
            }
        }
        tasks.sort(Comparator.comparingLong(Known::seq));
        return new News.Changes(List.copyOf(tasks), List.copyOf(gone));
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
            var changes = new LinkedHashMap<Task.Id, Change>();
            for (var i = from; i < head; i++) {
                var change = ring[(int) (i % RING)];
                changes.put(change.task(), change);
            }
            return news(changes.values());
        }

        @Override
        public void close() {
            subscribers.decrementAndGet();
        }
    }
}
