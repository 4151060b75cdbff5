package sitrep.connect.opencode;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stream of events that a server sends. While many wait here no more are taken from the network, and the server keeps
 * the rest for us, as it does for any client that is slow.
 */
final class EventStream implements HttpResponse.BodySubscriber<Optional<EventStream>> {
    /** Events that may wait; past it no more are asked for until half of them are taken. */
    private static final int WAITING = 2_000;

    private final BlockingQueue<StreamPiece> pieces = new LinkedBlockingQueue<>();
    private final EventParser parser;
    private final AtomicBoolean isPaused = new AtomicBoolean();
    private volatile Optional<Flow.Subscription> subscription = Optional.empty();

    /** @param largest bytes of one event; a larger one is passed over */
    EventStream(int largest) {
        this.parser = new EventParser(largest, pieces::add);
    }

    /** What came next, if anything did within that time. */
    Optional<StreamPiece> next(Duration patience) throws InterruptedException {
        var piece = Optional.ofNullable(pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        if (pieces.size() < WAITING / 2 && isPaused.compareAndSet(true, false)) more();
        return piece;
    }

    /** It can be listened to as soon as the server begins to tell. */
    @Override
    public CompletionStage<Optional<EventStream>> getBody() {
        return CompletableFuture.completedFuture(Optional.of(this));
    }

    private void more() {
        subscription.ifPresent(it -> it.request(1));
    }

    @Override
    public void onSubscribe(Flow.Subscription it) {
        subscription = Optional.of(it);
        it.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        bytes.forEach(parser::feed);
        if (pieces.size() < WAITING) {
            more();
            return;
        }
        isPaused.set(true);
        if (pieces.size() < WAITING / 2 && isPaused.compareAndSet(true, false)) more();
    }

    @Override
    public void onError(Throwable e) {
        pieces.add(new StreamPiece.End("the connection broke"));
    }

    @Override
    public void onComplete() {
        pieces.add(new StreamPiece.End("the server closed the connection"));
    }

    /** Takes no more. */
    void cancel() {
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}
