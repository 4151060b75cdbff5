package sitrep.engine.board;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.engine.known.Logbook;
import sitrep.store.EventLog;
import sitrep.store.Store;
import sitrep.store.StoreFailure;

/**
 * The one thread that writes. It takes whatever waits as one group, appends it, folds it into the board, tells the feed
 * and only then answers those who wait; so an answer means durable and shown. A platform thread, because the database's
 * native code would hold up every virtual one.
 */
public final class Writer implements AutoCloseable {
    /** Most events that may wait; past it senders are told to try again. */
    static final int QUEUE = 50_000;

    /** Most events in one group. */
    static final int GROUP = 2_000;

    /** How often it is tried whether events can be taken in again, in nanoseconds. */
    private static final long TRY_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Something for the writer to do. */
    private sealed interface Job {
        record Append(List<Event> events, CompletableFuture<List<OptionalLong>> answer) implements Job {}

        record Touch(TaskId task) implements Job {}

        record Tell(TaskId task) implements Job {}

        record Between(Runnable work, CompletableFuture<Boolean> done) implements Job {}

        record Settle(CompletableFuture<Boolean> done) implements Job {}

        record Stop() implements Job {}
    }

    private final Store store;
    private final Board board;
    private final Feed feed;
    private final Consumer<Throwable> onBroken;
    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Optional<Throwable> broken = Optional.empty();

    /** Why the last group was not taken in, until one could be again. */
    private volatile Optional<StoreFailure> refused = Optional.empty();

    /** What could not be done meanwhile, each once. For the writer's thread alone. */
    private final Set<Job> postponed = new LinkedHashSet<>();

    private final Filer filer;
    private long tried = System.nanoTime();

    /** @param onBroken is told when writing is no longer possible; the process should then stop with the reason */
    public Writer(Store store, Board board, Feed feed, Consumer<Throwable> onBroken) {
        this.store = store;
        this.board = board;
        this.feed = feed;
        this.onBroken = onBroken;
        this.filer = new Filer(board, this::breakDown);
        this.thread = Thread.ofPlatform().name("sitrep-writer").start(this::run);
    }

    public CompletableFuture<List<OptionalLong>> append(List<Event> events) {
        if (stopping || broken.isPresent()) throw new WriterBusy("the server is stopping");
        if (waiting.get() > QUEUE) throw new WriterBusy("more than " + QUEUE + " events are waiting");
        waiting.addAndGet(events.size());
        var answer = new CompletableFuture<List<OptionalLong>>();
        queue.add(new Job.Append(events, answer));
        if (broken.isPresent()) answer.completeExceptionally(new WriterBusy("the server is stopping"));
        return answer;
    }

    public void touch(TaskId task) {
        queue.add(new Job.Touch(task));
    }

    /** Has listeners told of a task anew though no event changed it, if it is at hand. */
    public void tell(TaskId task) {
        queue.add(new Job.Tell(task));
    }

    /** Has something done by the writer between two groups of events; it is done, or failed, when that is. */
    public CompletableFuture<Boolean> between(Runnable work) {
        var done = new CompletableFuture<Boolean>();
        if (stopping || broken.isPresent()) throw new WriterBusy("the server is stopping");
        queue.add(new Job.Between(work, done));
        return done;
    }

    /** Is done when everything asked for before is durable and in the index. */
    public CompletableFuture<Boolean> settle() {
        var done = new CompletableFuture<Boolean>();
        queue.add(new Job.Settle(done));
        return done;
    }

    /** Why nothing can be written now, for people; nothing while all is well. */
    public Optional<String> trouble() {
        if (stopping) return Optional.of("The server is stopping.");
        if (broken.isPresent()) return Optional.of("The server cannot write events.");
        return refused.or(board::trouble).map(failure -> String.valueOf(failure.getMessage()));
    }

    /** How many events wait to be made durable. */
    public int waiting() {
        return waiting.get();
    }

    /** Lets all that waits become durable, brings the index up and ends the threads. */
    @Override
    public void close() {
        if (stopping) return;
        stopping = true;
        queue.add(new Job.Stop());
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                group();
                feed.publish(board.takeLoaded(), board.seq());
                board.shrink();
                if (refused.isPresent()) tryAgain();
                if (board.unfiled() >= Board.DIRTY && board.trouble().isEmpty())
                    filer.file().join();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        filer.close();
    }

    /** Everything that waits, up to a group's size. */
    private void group() {
        var appends = new ArrayList<Job.Append>();
        var size = 0;
        for (var job = first(); job.isPresent() && size < GROUP; job = Optional.ofNullable(queue.poll())) {
            if (job.get() instanceof Job.Append append) {
                appends.add(append);
                size += append.events().size();
                if (size >= GROUP) break;
            } else {
                append(appends, size);
                besides(job.get());
                return;
            }
        }
        append(appends, size);
    }

    private void besides(Job job) {
        switch (job) {
            case Job.Append _ -> throw new IllegalStateException("appends are grouped");
            case Job.Touch(var task) -> reading(job, () -> board.touch(task));
            case Job.Tell(var task) -> reading(job, () -> board.atHand(task).ifPresent(feed::tell));
            case Job.Between between -> between(between);
            case Job.Settle(var done) -> {
                var _ = filer.file().thenRun(() -> done.complete(true));
            }
            case Job.Stop _ -> {
                // It only wakes the thread, which ends when nothing waits any more.
            }
        }
    }

    /** What fails because nothing can be read now is done when that is over. */
    private void reading(Job job, Runnable work) {
        try {
            work.run();
        } catch (StoreFailure e) {
            refused = Optional.of(e);
            if (postponed.size() < QUEUE) postponed.add(job);
        }
    }

    private static void between(Job.Between job) {
        try {
            job.work().run();
            job.done().complete(true);
        } catch (RuntimeException e) {
            job.done().completeExceptionally(e);
        }
    }

    private Optional<Job> first() {
        try {
            return Optional.ofNullable(queue.poll(200, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            return Optional.empty();
        }
    }

    private void append(List<Job.Append> appends, int size) {
        if (appends.isEmpty()) return;
        var events = new ArrayList<Event>(size);
        appends.forEach(append -> events.addAll(append.events()));
        List<OptionalLong> places;
        try {
            places = store.append(events);
        } catch (RuntimeException e) {
            refuse(appends, size, e);
            return;
        }
        try {
            show(events, places);
        } catch (StoreFailure e) {
            refuse(appends, size, e);
            return;
        }
        refused = Optional.empty();
        answer(appends, places);
    }

    /** Brings it onto the board. Behind a failure that may be more than was appended now. */
    private void show(List<Event> events, List<OptionalLong> places) {
        if (refused.isPresent()) {
            catchUp();
            return;
        }
        var entries = new ArrayList<EventLog.Entry>(events.size());
        for (var i = 0; i < events.size(); i++) {
            if (places.get(i).isPresent())
                entries.add(new EventLog.Entry(places.get(i).getAsLong(), events.get(i)));
        }
        show(entries);
    }

    private void show(List<EventLog.Entry> entries) {
        var changed = board.fold(entries);
        feed.publish(changed, board.seq());
    }

    /** Shows what is in the log though it was refused: nobody knew that it is there, or it could not be shown. */
    private void catchUp() {
        if (board.seq() < store.last()) Logbook.chunks(store::after, board.seq(), this::show);
    }

    private void answer(List<Job.Append> appends, List<OptionalLong> places) {
        var from = 0;
        for (var append : appends) {
            var to = from + append.events().size();
            append.answer().complete(List.copyOf(places.subList(from, to)));
            waiting.addAndGet(from - to);
            from = to;
        }
    }

    /** Nothing of the group was kept: the senders hear so and may try again. */
    private void refuse(List<Job.Append> appends, int size, RuntimeException e) {
        if (refused.isEmpty()) LOG.error("{} events could not be made durable: {}", size, e.getMessage());
        refused = Optional.of(e instanceof StoreFailure failure ? failure : new StoreFailure("Nothing was kept.", e));
        appends.forEach(append -> append.answer().completeExceptionally(e));
        waiting.addAndGet(-size);
    }

    /** Whether events could be taken in again. */
    private void tryAgain() {
        if (System.nanoTime() - tried < TRY_AGAIN) return;
        tried = System.nanoTime();
        try {
            store.tryOut();
            catchUp();
            refused = Optional.empty();
            queue.addAll(postponed);
            postponed.clear();
            LOG.info("Events can be made durable again");
        } catch (StoreFailure e) {
            refused = Optional.of(e);
        }
    }

    /** Ends the process with its reason, for whoever cannot go on, be it for want of memory. */
    public void breakDown(Throwable e) {
        broken = Optional.of(e);
        onBroken.accept(e);
    }

    private void fail(Throwable e) {
        broken = Optional.of(e);
        for (var job = queue.poll(); job != null; job = queue.poll()) {
            if (job instanceof Job.Append append) append.answer().completeExceptionally(e);
        }
        onBroken.accept(e);
    }
}
