package sitrep.connect.tee;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.child.PipeCalls;
import sitrep.connect.outbox.Outbox;
import sitrep.core.event.Event;
import sitrep.json.Json;

/**
 * Looks at what went past, line after line, and puts what follows from it into the outbox. Whatever goes wrong here
 * costs the line that it went wrong with.
 */
final class Observer {
    private static final int PIECE = 64 * 1_024;

    private final Overheard overheard;
    private final Onlooker onlooker;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Map<Side, LineGist> gists = new EnumMap<>(Side.class);
    private final ByteBuffer window = ByteBuffer.allocateDirect(PIECE);
    private final byte[] piece = new byte[PIECE];
    private final Thread thread;
    private Optional<PipeCalls> calls = Optional.empty();
    private Instant at = Instant.EPOCH;
    private long notUnderstood;

    private Observer(Overheard overheard, Onlooker onlooker, Outbox outbox, InstantSource clock) {
        this.overheard = overheard;
        this.onlooker = onlooker;
        this.outbox = outbox;
        this.clock = clock;
        for (var side : Side.values()) gists.put(side, new LineGist(line -> line(side, line)));
        this.thread = Thread.ofPlatform().daemon().name("looks on").unstarted(this::look);
    }

    static Observer start(Overheard overheard, Onlooker onlooker, Outbox outbox, InstantSource clock) {
        var observer = new Observer(overheard, onlooker, outbox, clock);
        observer.thread.start();
        return observer;
    }

    /** Looks at what is left, and says that the agent has ended. */
    void end(PairEnd end) throws InterruptedException {
        overheard.close();
        thread.join();
        put(onlooker.ended(end, clock.instant()));
    }

    private void look() {
        try {
            while (true) {
                var blocks = overheard.take();
                if (blocks.isEmpty()) break;
                blocks.forEach(this::look);
            }
            gists.values().forEach(LineGist::end);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Overheard.Block block) {
        at = block.at;
        var gist = gist(block.side);
        if (block.missed > 0) {
            gist.miss();
            put(onlooker.missed(block.missed, at));
        }
        gist.feed(block.bytes, 0, block.length);
        if (block.kept > 0 && !lookedInto(gist, overheard.end(block.side), block.kept)) gist.miss();
        var tooLong = gist.givenUp();
        if (tooLong > 0) put(onlooker.missed(tooLong, at));
        overheard.giveBack(block);
    }

    /** Where so much passes that it is kept in pipes, whoever looks at it lets the pair go first. */
    private boolean lookedInto(LineGist gist, int end, long length) {
        if (calls.isEmpty()) {
            calls = PipeCalls.ofThisSystem();
            calls.ifPresent(PipeCalls::standBack);
        }
        var left = length;
        while (left > 0 && calls.isPresent()) {
            window.clear().limit((int) Math.min(left, window.capacity()));
            var read = calls.get().read(end, window);
            if (read <= 0 && read != PipeCalls.INTERRUPTED) break;
            window.flip().get(0, piece, 0, window.limit());
            gist.feed(piece, 0, window.limit());
            left -= window.limit();
        }
        return left == 0;
    }

    private LineGist gist(Side side) {
        return gists.getOrDefault(side, new LineGist(_ -> {}));
    }

    private void line(Side side, byte[] line) {
        try {
            put(onlooker.heard(side, Json.read(line), at));
        } catch (RuntimeException _) {
            notUnderstood++;
        }
    }

    /** Lines so far of which nothing could be made. */
    long notUnderstood() {
        return notUnderstood;
    }

    private void put(List<Event> events) {
        if (!events.isEmpty()) outbox.put(events);
    }
}
