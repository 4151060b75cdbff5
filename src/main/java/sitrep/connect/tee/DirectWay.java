package sitrep.connect.tee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import sitrep.connect.child.PipeCalls;

/**
 * The way that bytes take once many come at a time: from end to end within the system, with a copy put beside in a pipe
 * of its own for whoever looks on. Nothing of it is in our hands, so it costs next to nothing. It is made ready in the
 * background by the first that would use it, and only between pipes and sockets.
 */
final class DirectWay {
    /** How long nothing may come before it is asked whether to go on. */
    private static final int WAIT_MILLIS = 100;

    private static final Duration RETRY = Duration.ofMillis(1);

    /** Bytes of a second that are put beside; to look at more would take the pair's time on a busy machine. */
    static final long LOOKED_AT = 8 * 1_024 * 1_024;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int from;
    private final int to;
    private final Side side;
    private final Overheard overheard;
    private final InstantSource clock;
    private volatile Optional<PipeCalls> calls = Optional.empty();
    private boolean isAskedFor;
    private Optional<PipeCalls.Ends> between = Optional.empty();
    private int beside = -1;
    private Instant secondBegan = Instant.EPOCH;
    private long besideInSecond;
    private boolean wasEmpty;

    /** Bytes of which there is no copy, and whoever looks on was not told: it is woken seldom while much passes. */
    private long unseen;

    private DirectWay(int from, int to, Side side, Overheard overheard, InstantSource clock) {
        this.from = from;
        this.to = to;
        this.side = side;
        this.overheard = overheard;
        this.clock = clock;
    }

    /** One between ends of these numbers, if there can be one. */
    static Optional<DirectWay> between(
            OptionalInt from, OptionalInt to, Side side, Overheard overheard, InstantSource clock) {
        if (from.isEmpty() || to.isEmpty() || !isMovable(from.getAsInt()) || !isMovable(to.getAsInt())) {
            return Optional.empty();
        }
        return Optional.of(new DirectWay(from.getAsInt(), to.getAsInt(), side, overheard, clock));
    }

    private static boolean isMovable(int number) {
        try {
            var target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /** Whether it can be gone from now on. The first time it is only made ready for that. */
    boolean isReady() {
        if (calls.isPresent()) return true;
        if (isAskedFor) return false;
        isAskedFor = true;
        Thread.ofPlatform().daemon().name("makes a direct way").start(this::prepare);
        return false;
    }

    private void prepare() {
        try {
            var system = PipeCalls.ofThisSystem();
            if (system.isEmpty()) return;
            var copies = system.get().pipe();
            beside = copies.to();
            overheard.keepsIn(side, copies.from());
            between = Optional.of(system.get().pipe());
            system.get().widen(from);
            system.get().widen(to);
            calls = system;
        } catch (IllegalStateException _) {
            // No further pipes are to be had: all goes on as before.
        }
    }

    /**
     * Takes what is there: answers how many bytes that is, 0 at the end, {@link PipeCalls#LATER} if nothing came for a
     * while, and another number below 0 if this way does not lead there.
     */
    long take() {
        var system = calls.orElseThrow();
        var into = between.orElseThrow().to();
        var length = system.move(from, into, PipeCalls.HOLDS, false);
        wasEmpty = length == PipeCalls.LATER;
        if (wasEmpty) {
            system.awaitReadable(from, WAIT_MILLIS);
            length = system.move(from, into, PipeCalls.HOLDS, false);
        }
        if (length <= 0) tell(clock.instant());
        return length == PipeCalls.INTERRUPTED ? PipeCalls.LATER : length;
    }

    /** Whether nothing was there when it was last to take something, be it that more came while it waited. */
    boolean wasEmpty() {
        return wasEmpty;
    }

    /** Passes on what was taken. The copy is put beside first, so that no answer is seen before what it answers. */
    void pass(long taken) throws IOException {
        var left = taken;
        while (left > 0) {
            var now = clock.instant();
            var copied = mayLook(now)
                    ? calls.orElseThrow().doubled(between.orElseThrow().from(), beside, left)
                    : 0;
            if (copied > 0) {
                tell(now);
                overheard.kept(side, copied, now);
                besideInSecond += copied;
            } else {
                unseen += left;
                copied = left;
            }
            push(copied);
            left -= copied;
        }
    }

    private boolean mayLook(Instant now) {
        if (Duration.between(secondBegan, now).abs().compareTo(SECOND) >= 0) {
            secondBegan = now;
            besideInSecond = 0;
            tell(now);
        }
        return besideInSecond < LOOKED_AT;
    }

    /** What was not copied is counted for whoever looks on. */
    private void tell(Instant now) {
        if (unseen > 0) overheard.missed(side, unseen, now);
        unseen = 0;
    }

    private void push(long most) throws IOException {
        var left = most;
        while (left > 0) {
            var moved = calls.orElseThrow().move(between.orElseThrow().from(), to, left, true);
            if (moved == PipeCalls.LATER) LockSupport.parkNanos(RETRY.toNanos());
            else if (moved < 0 && moved != PipeCalls.INTERRUPTED) throw new IOException("error " + -moved);
            else if (moved > 0) left -= moved;
        }
    }
}
