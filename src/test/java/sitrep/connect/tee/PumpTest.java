package sitrep.connect.tee;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.child.ChildPipe;

/** Bytes change over to the way within the system while much passes, and back when it is quiet: none is lost. */
class PumpTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Random random = new Random(3);
    private final Overheard overheard = new Overheard();
    private final ChildPipe from = ChildPipe.open().orElseThrow();
    private final ChildPipe to = ChildPipe.open().orElseThrow();

    @BeforeEach
    void isLinux() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has such calls");
    }

    private Pump pump(long flood) {
        var way = DirectWay.between(
                OptionalInt.of(from.readingNumber()), to.writingNumber(), Side.AGENT, overheard, CLOCK);
        assertTrue(way.isPresent());
        return Pump.start(
                "pump",
                from.pipe().source(),
                to.pipe().sink(),
                bytes -> overheard.pass(Side.AGENT, bytes, CLOCK.instant()),
                way,
                flood);
    }

    /** Sends a piece, and waits until it is there. */
    private void pass() {
        var sent = new byte[1 + random.nextInt(60_000)];
        random.nextBytes(sent);
        var got = ByteBuffer.allocate(sent.length);
        try {
            var buffer = ByteBuffer.wrap(sent);
            while (buffer.hasRemaining()) from.pipe().sink().write(buffer);
            while (got.hasRemaining()) to.pipe().source().read(got);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertArrayEquals(sent, got.array());
    }

    private void passUntilDirect(Pump pump) {
        await().pollDelay(Duration.ZERO).atMost(LONG).until(() -> {
            pass();
            return pump.isDirect();
        });
    }

    @Test
    void whatPassesGoesTheOtherWayOnlyWhileMuchPasses() throws Exception {
        var pump = pump(0);
        for (var time = 0; time < 3; time++) {
            passUntilDirect(pump);
            pass();
            await().atMost(LONG).until(() -> !pump.isDirect());
        }
        pass();
        from.pipe().sink().close();
        assertTrue(pump.awaitEnd(LONG));
        assertTrue(pump.isEnded());
        assertEquals(-1, to.pipe().source().read(ByteBuffer.allocate(1)));
    }

    @Test
    void littleStaysOnItsWay() throws Exception {
        var pump = pump(Long.MAX_VALUE);
        for (var i = 0; i < 20; i++) pass();
        assertFalse(pump.isDirect());
        pump.leave();
    }

    /** Whoever else has the end reads on. */
    @Test
    void whoeverLeavesInTheMiddleTakesNothingAlong() throws Exception {
        var pump = pump(0);
        passUntilDirect(pump);
        try (var kept = from.keep()) {
            pump.leave();
            assertFalse(pump.isEnded());
            from.pipe().sink().write(ByteBuffer.wrap(new byte[] {5}));
            var got = ByteBuffer.allocate(1);
            assertEquals(1, kept.read(got));
            assertEquals(5, got.get(0));
        }
    }
}
