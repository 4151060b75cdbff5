package sitrep.connect.openclaw.line;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connection to a gateway. What comes is taken off it at once, however long we take over it, so that observing
 * never holds the gateway up: what we cannot keep up with is dropped, and counted.
 */
public final class GatewayWire implements WebSocket.Listener, AutoCloseable {
    /** Most messages that wait. */
    public static final int MESSAGES = 20_000;

    /** Most characters of all messages that wait. */
    static final long CHARACTERS = 32_000_000;

    /** Characters of a longest close reason that is repeated. */
    private static final int REASON = 200;

    private static final int GOING_AWAY = 1001;
    private static final int BROKEN = 1006;
    private static final int RESTARTING = 1012;

    private final InstantSource clock;
    private final LinkedBlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture("nothing");
    private boolean isTooLong;
    private volatile Instant lastHeard;
    private volatile long lastNanos = System.nanoTime();

    public GatewayWire(InstantSource clock) {
        this.clock = clock;
        this.lastHeard = clock.instant();
    }

    /** What came, the oldest first, at most so many; waits so long for a first one. */
    List<Arrival> take(Duration patience, int most) throws InterruptedException {
        var taken = new ArrayList<Arrival>();
        var first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) return taken;
        taken.add(first);
        waiting.drainTo(taken, most - 1);
        for (var arrival : taken) {
            if (arrival instanceof Arrival.Text(var _, var text)) characters.addAndGet(-text.length());
        }
        return taken;
    }

    /** When anything last came, be it only a part of a message. */
    Instant lastHeard() {
        return lastHeard;
    }

    /** For how long nothing came, whatever became of the clock meanwhile. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    /** How many messages were thrown away since the last call. */
    long takeDropped() {
        return dropped.getAndSet(0);
    }

    /** Sends a message, behind those before it. */
    synchronized void send(String text) {
        sending = sending.thenCompose(_ -> socket)
                .thenCompose(open -> open.sendText(text, true))
                .exceptionally(e -> {
                    end("nothing can be sent any more: " + ConnectionTrouble.of(e));
                    throw new java.util.concurrent.CompletionException(e);
                });
    }

    @Override
    public void onOpen(WebSocket open) {
        socket.complete(open);
        open.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket open, CharSequence piece, boolean isLast) {
        hear();
        if (!isTooLong && message.length() + piece.length() <= GatewayMessage.LONGEST) message.append(piece);
        else isTooLong = true;
        if (isLast) complete();
        open.request(1);
        return CompletableFuture.completedFuture(isLast);
    }

    private void hear() {
        lastHeard = clock.instant();
        lastNanos = System.nanoTime();
    }

    private void complete() {
        var text = message.toString();
        message.setLength(0);
        if (message.capacity() > GatewayMessage.LONGEST / 4) message.trimToSize();
        if (isTooLong) {
            keep(new Arrival.Unkept(lastHeard, "longer than " + GatewayMessage.LONGEST + " characters"), 0);
        } else {
            keep(new Arrival.Text(lastHeard, text), text.length());
        }
        isTooLong = false;
    }

    private void keep(Arrival arrival, int length) {
        if (waiting.size() >= MESSAGES || characters.get() + length > CHARACTERS) {
            dropped.incrementAndGet();
        } else {
            characters.addAndGet(length);
            waiting.add(arrival);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket open, ByteBuffer piece, boolean isLast) {
        hear();
        if (isLast) keep(new Arrival.Unkept(lastHeard, "not text"), 0);
        open.request(1);
        return CompletableFuture.completedFuture(isLast);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        var said = OneLine.line(reason, REASON);
        end(
                switch (code) {
                    case BROKEN -> "the connection broke";
                    case GOING_AWAY, RESTARTING -> "the gateway is stopping" + (said.isEmpty() ? "" : ": " + said);
                    default -> "the gateway closed the connection (" + code + (said.isEmpty() ? "" : ": " + said) + ")";
                });
        return CompletableFuture.completedFuture(code);
    }

    @Override
    public void onError(WebSocket open, Throwable e) {
        end("the connection broke: " + ConnectionTrouble.of(e));
    }

    /** The end is always kept, however much waits. */
    private void end(String why) {
        waiting.add(new Arrival.Ended(clock.instant(), why));
    }

    /** Lets go of the connection, politely if that is quick. */
    @Override
    public synchronized void close() {
        if (!socket.isDone()) return;
        var open = socket.join();
        sending = open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(1, TimeUnit.SECONDS)
                .whenComplete((_, _) -> open.abort());
    }
}
