package sitrep.engine.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;

/**
 * Tells subscribers which tasks changed. The newest change of each task is kept once, for as many tasks and bytes as
 * there is room for; a subscriber is a place among them, so a slow one costs no more and holds up nobody. One that is
 * so far behind that something it has not heard had to go is told to load everything anew.
 */
public final class Feed {
    /** Most changes remembered for subscribers that are behind. */
    static final int CHANGES = 8_192;

    /** About how many bytes of them at most, as they are sent: what was not told yet counts by {@code ToldSize}. */
    static final long BYTES = 16 << 20;

    /** Most bytes that one subscriber is given at a time, but one change at least: so little does a deaf one hold. */
    static final int PIECE = 32 << 10;

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
        record Changes(List<KnownTask> tasks, List<Gone> gone) implements News {}

        /** Too much was missed: load everything anew, then go on from here. */
        record Resync(long seq, String why) implements News {}

        /** Nothing happened in the time given. */
        record Quiet() implements News {}
    }

    /** A change of a task. */
    sealed interface Change {
        TaskId task();

        /** About how many bytes it takes to tell, as it is counted while it is kept. */
        int size();

        /** How many it takes. To know that it is put into words, so only what is about to be told is asked. */
        int bytes();
    }

    /** @param isBeside whether it is told though no event changed it: whoever comes back hears of it in any case */
    private record Changed(KnownTask known, int size, boolean isBeside) implements Change {
        Changed(KnownTask known) {
            this(known, known.size(), false);
        }

        @Override
        public TaskId task() {
            return known.task().id();
        }

        @Override
        public int bytes() {
            return known.utf8().length;
        }
    }

    /**
     * A task that joined another.
     *
     * @param joined what it goes by now
     * @param seq the newest event that was taken into account
     */
    public record Gone(TaskId task, TaskId joined, long seq) implements Change {
        private static final int SIZE = 500;

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public int bytes() {
            return SIZE;
        }
    }

    /** The newest change of each task, by its place; places grow. */
    private final TreeMap<Long, Change> changes = new TreeMap<>();

    private final Map<TaskId, Long> places = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final AtomicInteger subscribers = new AtomicInteger();

    /** The place of the newest change, and of the newest that had to go before a newer one of its task came. */
    private long head;

    private long gone;
    private long bytes;
    private long newest;
    private boolean closed;

    /** @param seq the newest event that is taken into account by then */
    void publish(Board.Changed changed, long seq) {
        if (changed.tasks().isEmpty()) return;
        lock.lock();
        try {
            changed.gone().forEach((task, joined) -> add(new Gone(task, joined, seq)));
            inOrder(changed.tasks()).forEach(known -> add(new Changed(known)));
            newest = Math.max(newest, seq);
            makeRoom();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells of a task though no event changed it: what can be done about it is another than it was. */
    void tell(KnownTask known) {
        lock.lock();
        try {
            add(new Changed(known, known.size(), true));
            makeRoom();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        while (changes.size() > CHANGES || (bytes > BYTES && changes.size() > 1)) {
            gone = changes.firstKey();
            Optional.ofNullable(changes.remove(gone)).ifPresent(this::forget);
        }
    }

    private void add(Change change) {
        var before = Optional.ofNullable(places.put(change.task(), ++head));
        before.map(changes::remove).ifPresent(it -> bytes -= it.size());
        changes.put(head, change);
        bytes += change.size();
    }

    private void forget(Change change) {
        places.remove(change.task());
        bytes -= change.size();
    }

    private static List<KnownTask> inOrder(Collection<KnownTask> tasks) {
        return tasks.stream().sorted(Comparator.comparingLong(KnownTask::seq)).toList();
    }

    private static News.Changes news(List<Change> changes) {
        var tasks = new ArrayList<KnownTask>();
        var gone = new ArrayList<Gone>();
        for (var change : changes) {
            switch (change) {
                case Changed(var known, var _, var _) -> tasks.add(known);
                case Gone it -> gone.add(it);
            }
        }
        return new News.Changes(inOrder(tasks), List.copyOf(gone));
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
    public Subscription resume(Board board, long after) {
        if (after > board.seq()) return anew(board, "there is no event " + after + " in the log of this server");
        var subscription = subscribe();
        var missed = board.after(after, RESUME + 1);
        if (missed.size() > RESUME) {
            subscription.close();
            return anew(board, "more than " + RESUME + " events have happened since event " + after);
        }
        var found = new LinkedHashMap<TaskId, Change>();
        missed.forEach(entry -> entry.event().task().ifPresent(name -> {
            board.joined(name).forEach(gone -> found.put(gone.task(), gone));
            var id = board.idOf(name);
            if (!found.containsKey(id)) board.known(id).ifPresent(known -> found.put(id, new Changed(known)));
        }));
        shownSince(after).forEach(change -> found.putIfAbsent(change.task(), change));
        var all = news(List.copyOf(found.values()));
        subscription.missed = new ArrayList<>(all.gone());
        all.tasks().forEach(known -> subscription.missed.add(new Changed(known)));
        return subscription;
    }

    private Subscription anew(Board board, String why) {
        return new Subscription(Optional.of(new News.Resync(board.seq(), why)));
    }

    /** What was shown since an event, be it for an older one that took long. */
    private List<Changed> shownSince(long after) {
        lock.lock();
        try {
            return changes.values().stream()
                    .flatMap(change -> change instanceof Changed changed ? Stream.of(changed) : Stream.empty())
                    .filter(changed -> changed.isBeside() || changed.known().seq() > after)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** One listener. For one thread at a time. */
    public final class Subscription implements AutoCloseable {
        /** Changes of this long are told together, so that a busy board costs each listener few writes. */
        private static final Duration TOGETHER = Duration.ofMillis(40);

        /** What comes before all that is published from now on. */
        private Optional<News> first;

        private List<Change> missed = List.of();
        private long place;
        private long told;
        private boolean isBehind;

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
            if (!missed.isEmpty()) return Optional.of(takeMissed());
            lock.lockInterruptibly();
            try {
                await(atMost.toNanos());
                if (closed) return Optional.empty();
                told = System.nanoTime();
                return Optional.of(take());
            } finally {
                lock.unlock();
            }
        }

        private void await(long nanos) throws InterruptedException {
            var left = nanos;
            while (place == head && !closed && left > 0) {
                left = grown.awaitNanos(left);
            }
            var rest = isBehind ? 0 : told + TOGETHER.toNanos() - System.nanoTime();
            while (place != head && !closed && rest > 0) {
                rest = ended.awaitNanos(rest);
            }
        }

        private News takeMissed() {
            var piece = piece(missed);
            missed = List.copyOf(missed.subList(piece.size(), missed.size()));
            return Feed.news(piece);
        }

        private News take() {
            if (place == head) return new News.Quiet();
            if (place < gone) {
                place = head;
                return new News.Resync(newest, "this listener fell behind");
            }
            var piece = piece(changes.tailMap(place, false).values());
            place = Optional.ofNullable(places.get(piece.getLast().task())).orElse(head);
            isBehind = place != head;
            return Feed.news(piece);
        }

        private static List<Change> piece(Collection<Change> from) {
            var piece = new ArrayList<Change>();
            var size = 0;
            for (var change : from) {
                size += change.bytes();
                if (!piece.isEmpty() && size > PIECE) break;
                piece.add(change);
            }
            return List.copyOf(piece);
        }

        @Override
        public void close() {
            subscribers.decrementAndGet();
        }
    }
}
