package sitrep.connect.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What passes is kept in its order and within its room, and what is not kept is counted. */
class OverheardTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final Overheard overheard = new Overheard(2);

    private void pass(Side side, int bytes) {
        overheard.pass(side, ByteBuffer.allocateDirect(bytes), AT);
    }

    private static List<String> spoken(List<Overheard.Block> blocks) {
        return blocks.stream()
                .map(block -> block.side + " " + block.length + (block.missed > 0 ? " after " + block.missed : ""))
                .toList();
    }

    @Test
    void smallPiecesShareABlockAndSidesDoNot() throws InterruptedException {
        pass(Side.CLIENT, 10);
        pass(Side.CLIENT, 20);
        pass(Side.AGENT, 5);
        assertEquals(List.of("CLIENT 30", "AGENT 5"), spoken(overheard.take()));
    }

    @Test
    void whatFindsNoRoomIsCountedForItsSide() throws InterruptedException {
        pass(Side.CLIENT, Overheard.BLOCK * 2 + 7);
        pass(Side.AGENT, 3);
        var blocks = overheard.take();
        assertEquals(
                List.of(
                        "CLIENT " + Overheard.BLOCK,
                        "CLIENT " + Overheard.BLOCK,
                        "CLIENT 0 after 7",
                        "AGENT 0 after 3"),
                spoken(blocks));
        blocks.forEach(overheard::giveBack);
        pass(Side.CLIENT, 1);
        pass(Side.AGENT, 1);
        assertEquals(List.of("CLIENT 1", "AGENT 1"), spoken(overheard.take()));
    }

    /** Perhaps nothing more will pass: that something is missing is told all the same. */
    @Test
    void whatIsMissingIsToldAsSoonAsSomebodyLooks() throws InterruptedException {
        pass(Side.AGENT, Overheard.BLOCK * 2 + 9);
        var blocks = overheard.take();
        assertEquals("AGENT 0 after 9", spoken(blocks).getLast());
        assertEquals(3, blocks.size());
        overheard.close();
        assertTrue(overheard.take().isEmpty());
    }

    @Test
    void atTheEndThereIsNothing() throws InterruptedException {
        pass(Side.CLIENT, 1);
        overheard.close();
        assertEquals(1, overheard.take().size());
        assertTrue(overheard.take().isEmpty());
    }
}
