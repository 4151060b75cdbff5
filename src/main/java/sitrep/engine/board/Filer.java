package sitrep.engine.board;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread that brings the index up, beside the one that writes the log: a little after something changed, or at once
 * when it is asked to. A platform thread, because the database's native code would hold up every virtual one.
 */
final class Filer implements AutoCloseable {
    /** How long a changed task may wait for the index, in nanoseconds. */
    private static final long AT_LATEST = TimeUnit.SECONDS.toNanos(1);

    /** How long when few wait, in nanoseconds: each page goes through all that do. Many are cheaper together. */
    private static final long WHEN_FEW = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LOOK_MILLIS = 100;
    private static final int FEW = 1_000;

    private final Board board;
    private final Consumer<Throwable> onBroken;
    private final BlockingQueue<CompletableFuture<Boolean>> asked = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;
    private long filed = System.nanoTime();

    /** @param onBroken is told when it cannot go on */
    Filer(Board board, Consumer<Throwable> onBroken) {
        this.board = board;
        this.onBroken = onBroken;
        this.thread = Thread.ofPlatform().name("sitrep-filer").start(this::run);
    }

    /** Is done when all that is shown now is in the index, as far as that can be. */
    CompletableFuture<Boolean> file() {
        var done = new CompletableFuture<Boolean>();
        asked.add(done);
        return done;
    }

    /** Files what is left, and ends the thread. */
    @Override
    public void close() {
        stopping = true;
        var _ = file();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                var waiting = waiting();
                if (!waiting.isEmpty() || isTime()) flush();
                waiting.forEach(done -> done.complete(true));
            }
            flush();
            waiting().forEach(done -> done.complete(true));
        } catch (RuntimeException | Error e) {
            onBroken.accept(e);
        }
    }

    /** Who asked before now. */
    private List<CompletableFuture<Boolean>> waiting() {
        var waiting = new ArrayList<CompletableFuture<Boolean>>();
        try {
            var first = board.isFiledAnew() || stopping ? asked.poll() : asked.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) waiting.add(first);
        } catch (InterruptedException _) {
            // It looks again, or ends.
        }
        asked.drainTo(waiting);
        return waiting;
    }

    private boolean isTime() {
        var since = System.nanoTime() - filed;
        var unfiled = board.unfiled();
        if (board.trouble().isPresent()) return since >= AT_LATEST;
        var areFew = unfiled > 0 && unfiled <= FEW;
        return since >= (areFew ? WHEN_FEW : AT_LATEST) || unfiled >= Board.DIRTY / 2 || board.isFiledAnew();
    }

    private void flush() {
        board.flush();
        filed = System.nanoTime();
    }
}
