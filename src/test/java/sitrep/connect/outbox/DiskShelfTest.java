package sitrep.connect.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskShelfTest {
    @TempDir
    private Path outbox;

    @Test
    void fullItDropsTheOldestAndCountsThem() throws IOException {
        var shelf = DiskShelf.create(outbox, "a", 50, 100);
        for (var n = 0; n < 100; n++) shelf.add(line(n));
        var kept = shelf.front(1_000).lines().size();
        assertTrue(shelf.dropped() >= 80, "dropped " + shelf.dropped());
        assertEquals(100, shelf.dropped() + drain(shelf, 1_000).size());
        assertTrue(kept > 0);
        shelf.close();
        assertEquals(0, Files.list(outbox).count());
    }

    @Test
    void whatIsLeftIsThatOfTheDeadAndLookingTakesNothing() throws IOException {
        Files.createDirectory(outbox.resolve("of-one-that-had-nothing-to-say"));
        var shelf = DiskShelf.create(outbox, "a");
        shelf.add(line(1));
        assertEquals(0, Spool.left(outbox), "its owner lives");
        shelf.close();
        assertEquals(1, Spool.left(outbox));
        assertEquals(1, Spool.left(outbox), "it was only looked at");
    }

    @Test
    void fullInMemoryItDoesTheSame() throws IOException {
        try (var shelf = new Shelf.InMemory()) {
            for (var n = 0; n < Shelf.InMemory.LIMIT + 10; n++) shelf.add(line(n));
            assertEquals(10, shelf.dropped());
            assertEquals(Shelf.InMemory.LIMIT, drain(shelf, 7).size());
        }
    }

    /** Adding and taking off in any order, with any sizes of pieces, and with owners that come and go. */
    @Test
    void nothingIsLostOrReorderedWhileThereIsRoom() throws IOException {
        for (var seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var folder = Files.createDirectory(outbox.resolve("" + seed));
            var shelf = DiskShelf.create(folder, "a", 40 + random.nextInt(400), 1_000_000);
            var taken = new ArrayList<String>();
            for (var n = 0; n < 200; n++) {
                shelf.add(line(n));
                if (random.nextInt(4) == 0) take(shelf, 1 + random.nextInt(10), taken);
                if (random.nextInt(50) == 0 && !shelf.isEmpty()) {
                    shelf.close();
                    shelf = DiskShelf.takeOver(folder.resolve("a")).orElseThrow();
                }
            }
            taken.addAll(drain(shelf, 13));
            assertEquals(IntStream.range(0, 200).mapToObj(DiskShelfTest::text).toList(), taken, "seed " + seed);
            shelf.close();
        }
    }

    @Test
    void aBatchThatWasDroppedMeanwhileTakesNothingOff() throws IOException {
        var shelf = DiskShelf.create(outbox, "a", 50, 100);
        for (var n = 0; n < 5; n++) shelf.add(line(n));
        var batch = shelf.front(2);
        for (var n = 5; n < 50; n++) shelf.add(line(n));
        var front = text(shelf.front(1).lines());
        shelf.takeOff(batch);
        assertEquals(front, text(shelf.front(1).lines()));
        shelf.close();
    }

    private static List<String> drain(Shelf shelf, int step) throws IOException {
        var lines = new ArrayList<String>();
        while (!shelf.isEmpty()) take(shelf, step, lines);
        return lines;
    }

    private static void take(Shelf shelf, int count, List<String> taken) throws IOException {
        var batch = shelf.front(count);
        batch.lines().forEach(line -> taken.add(new String(line, StandardCharsets.UTF_8)));
        shelf.takeOff(batch);
    }

    private static String text(List<byte[]> lines) {
        return new String(lines.getFirst(), StandardCharsets.UTF_8);
    }

    private static byte[] line(int n) {
        return text(n).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int n) {
        return "{\"n\":" + n + "}";
    }
}
