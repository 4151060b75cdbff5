package sitrep.connect.outbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import sitrep.connect.outbox.Delivery.Receipt;

/**
 * Delivers what is on a shelf, piece by piece. Lines that the server cannot read are found by halving, and thrown away:
 * one bad line must not stop those behind it.
 */
final class ShelfDelivery {
    /** Lines delivered at once. */
    static final int LINES = 1_000;

    private final Shelf shelf;
    private int atOnce = LINES;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    ShelfDelivery(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Taken by the server. */
    long delivered() {
        return delivered.get();
    }

    /** Sent, and never to be taken. */
    long refused() {
        return refused.get();
    }

    /**
     * Sends one piece.
     *
     * @param also lines sent with it of which it does not matter whether they arrive
     */
    Receipt once(Delivery delivery, Duration patience, List<byte[]> also) throws IOException {
        var batch = shelf.front(atOnce);
        var lines = Stream.concat(batch.lines().stream(), also.stream()).toList();
        if (lines.isEmpty()) return new Receipt.Taken(0);
        var receipt = delivery.send(lines, patience);
        switch (receipt) {
            case Receipt.Taken(var never) ->
                taken(batch, Math.min(never, batch.lines().size()));
            case Receipt.Refused _ -> split(batch);
            case Receipt.Later _ -> {}
        }
        return receipt;
    }

    private void taken(Shelf.Batch batch, int never) throws IOException {
        shelf.takeOff(batch);
        delivered.addAndGet(batch.lines().size() - never);
        refused.addAndGet(never);
        atOnce = Math.min(LINES, atOnce * 2);
    }

    private void split(Shelf.Batch batch) throws IOException {
        if (batch.lines().size() == 1) {
            taken(batch, 1);
        } else {
            atOnce = Math.max(1, batch.lines().size() / 2);
        }
    }
}
