package sitrep.connect.tee;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.child.ChildPipe;
import sitrep.connect.child.PipeCalls;

/** Bytes that go within the system are the same bytes; whoever looks on sees them, or is told that some are missing. */
class DirectWayTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

    private final Overheard overheard = new Overheard();
    private final ByteBuffer window = ByteBuffer.allocateDirect(64 * 1_024);
    private ChildPipe from;
    private ChildPipe to;
    private DirectWay way;
    private PipeCalls calls;
    private long missed;

    DirectWayTest() {
        this.from = ChildPipe.open().orElseThrow();
        this.to = ChildPipe.open().orElseThrow();
        this.way = DirectWay.between(
                        OptionalInt.of(from.readingNumber()), to.writingNumber(), Side.AGENT, overheard, CLOCK)
                .orElseThrow();
        this.calls = PipeCalls.ofThisSystem().orElseThrow();
    }

    @BeforeEach
    void isOpen() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has such calls");
        await().atMost(Duration.ofMinutes(1)).until(way::isReady);
    }

    private static void write(Pipe.SinkChannel into, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) into.write(buffer);
    }

    private byte[] seen() throws InterruptedException {
        var seen = new ByteArrayOutputStream();
        for (var block : overheard.take()) {
            missed += block.missed;
            for (var left = block.kept; left > 0; ) {
                window.clear().limit((int) Math.min(left, window.capacity()));
                var read = calls.read(overheard.end(block.side), window);
                assertTrue(read > 0, "" + read);
                window.flip();
                while (window.hasRemaining()) seen.write(window.get());
                left -= read;
            }
        }
        return seen.toByteArray();
    }

    private static byte[] some(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsTakenIsPassedOnAndSeen() throws Exception {
        var sent = some(1, 40_000);
        write(from.pipe().sink(), sent);
        var taken = way.take();
        assertEquals(sent.length, taken);
        way.pass(taken);
        var got = ByteBuffer.allocate(sent.length);
        while (got.hasRemaining()) to.pipe().source().read(got);
        assertArrayEquals(sent, got.array());
        assertArrayEquals(sent, seen());
    }

    @Test
    void nothingIsToBeTakenForAWhileAndThenTheEnd() throws IOException {
        assertEquals(PipeCalls.LATER, way.take());
        from.pipe().sink().close();
        assertEquals(0, way.take());
    }

    /** Nobody looks: what finds no room beside goes on all the same, and is counted. */
    @Test
    void whoDoesNotLookHoldsNothingUp() throws Exception {
        var megabytes = 4;
        var read = CompletableFuture.supplyAsync(() -> {
            try {
                var got = ByteBuffer.allocate(megabytes * 1_024 * 1_024);
                while (got.hasRemaining()) to.pipe().source().read(got);
                return got.array();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        var sent = new ByteArrayOutputStream();
        for (var i = 0; i < megabytes * 32; i++) {
            var piece = some(i, 32 * 1_024);
            sent.write(piece);
            write(from.pipe().sink(), piece);
            way.pass(way.take());
        }
        assertArrayEquals(sent.toByteArray(), read.get());
        var front = seen();
        assertArrayEquals(java.util.Arrays.copyOf(sent.toByteArray(), front.length), front);
        write(from.pipe().sink(), some(0, 10));
        way.pass(way.take());
        assertArrayEquals(some(0, 10), seen());
        assertTrue(missed > 0);
        assertEquals(sent.size() - front.length, missed);
    }

    /** To look at all of a flood would cost the pair its processor. */
    @Test
    void ofWhatComesInASecondOnlySoMuchIsLookedAt() throws Exception {
        var looked = 0L;
        var pieces = 2 * (int) (DirectWay.LOOKED_AT / (32 * 1_024));
        for (var i = 0; i < pieces; i++) {
            var piece = some(i, 32 * 1_024);
            write(from.pipe().sink(), piece);
            way.pass(way.take());
            var got = ByteBuffer.allocate(piece.length);
            while (got.hasRemaining()) to.pipe().source().read(got);
            assertArrayEquals(piece, got.array());
            if (looked < DirectWay.LOOKED_AT) looked += seen().length;
        }
        assertEquals(DirectWay.LOOKED_AT, looked);
        assertEquals(PipeCalls.LATER, way.take());
        assertEquals(0, seen().length);
        assertEquals(DirectWay.LOOKED_AT, missed);
    }

    @Test
    void whereNobodyReadsNothingGoes() throws Exception {
        to.pipe().source().close();
        write(from.pipe().sink(), some(1, 10));
        var taken = way.take();
        assertThrows(IOException.class, () -> way.pass(taken));
    }

    @Test
    void betweenOtherThingsThanPipesThereIsNone() {
        var none = DirectWay.between(OptionalInt.empty(), to.writingNumber(), Side.AGENT, overheard, CLOCK);
        assertTrue(none.isEmpty());
    }
}
