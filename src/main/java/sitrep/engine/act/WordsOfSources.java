package sitrep.engine.act;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.ActId;
import sitrep.core.event.Event;
import sitrep.engine.board.Writer;
import sitrep.engine.board.WriterBusy;
import sitrep.store.StoreFailure;

/**
 * Writes down what sources say to what was asked of them, on threads of its own, so that no hand waits for the disk;
 * and tells whoever waits for such a word.
 */
final class WordsOfSources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WordsOfSources.class);

    /** How often it is tried to write one down. */
    private static final int TRIES = 30;

    /** A word that comes later is not heard. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Writer writer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService writing = Executors.newVirtualThreadPerTaskExecutor();

    /** Those that are waited for. */
    private final Map<ActId, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();

    WordsOfSources(Writer writer) {
        this.writer = writer;
    }

    /** Is done when there is a word, and it is in the log. */
    CompletableFuture<Boolean> await(ActId act) {
        var word = new CompletableFuture<Boolean>();
        awaited.put(act, word);
        return word.completeOnTimeout(false, LONGEST.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((_, _) -> awaited.remove(act));
    }

    /** The same for what may be over: then there is nothing to wait for. */
    CompletableFuture<Boolean> of(ActId act) {
        return awaited.getOrDefault(act, CompletableFuture.completedFuture(true));
    }

    /** The one word of a source: what it says after that is not heard. */
    void heard(ActId act, Event word) {
        var waiting = awaited.remove(act);
        if (waiting == null) return;
        execute(() -> {
            write(word);
            waiting.complete(true);
        });
    }

    /** Writes down what nobody waits for. */
    void append(Event event) {
        execute(() -> write(event));
    }

    private void execute(Runnable work) {
        try {
            writing.execute(work);
        } catch (RejectedExecutionException _) {
            // The server is stopping; at its next start it is found that there was no word.
        }
    }

    private void write(Event event) {
        for (var tried = 0; tried < TRIES; tried++) {
            try {
                writer.append(List.of(event)).join();
                return;
            } catch (WriterBusy | StoreFailure _) {
                // Tried again below.
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof StoreFailure)) throw e;
            }
            if (isClosedSoon()) return;
        }
        LOG.error("What a source said to an operator's wish could not be written down in {} tries", TRIES);
    }

    private boolean isClosedSoon() {
        try {
            return closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        writing.shutdown();
    }
}
