package sitrep.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.store.EventLog;
import sitrep.store.Learnt;
import sitrep.store.Parting;
import sitrep.store.Samples;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.chunk.Link;

/** The files get smaller, and the log stays whole. */
class SqlUpkeepTest {
    private static final int EVENTS = 6_000;

    @TempDir
    Path folder;

    @Test
    void roomIsGivenBackWhileTheStoreIsOpen() throws IOException {
        try (var store = SqlStore.open(folder, Samples.codec())) {
            var random = new Random(1);
            store.append(IntStream.range(0, EVENTS)
                    .mapToObj(i -> printed("e" + i, "task" + i / 100 % 10, random))
                    .toList());
            store.put(List.of(), new Mark(store.last(), 1));
            var before = store.size();
            var leaving = store.after(0, EVENTS).stream()
                    .filter(entry -> !entry.event().task().orElseThrow().equals(new TaskId("task1")))
                    .map(EventLog.Entry::seq)
                    .toList();
            store.part(new Parting(Set.of(new TaskId("task2")), leaving), Learnt.NOTHING);
            assertFalse(store.parted(), "it is still on the disk");
            while (store.sweep()) assertTrue(store.parting().isPresent());
            assertTrue(store.parted());
            var after = store.size();
            assertEquals(EVENTS / 10, after.events());
            assertTrue(after.log() * 5 < before.log(), before + " became " + after);
        }
        assertTrue(
                Files.size(folder.resolve("sitrep.db")) < 600_000,
                "pages that nobody needs are given to the file system");
    }

    private static Event printed(String id, String task, Random random) {
        var output =
                random.ints(300, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
        var fact = new Fact.RunPrinted(new RunId("main"), output);
        return new Event(new Event.Key("a", id), Optional.of(new TaskId(task)), Instant.EPOCH, Instant.EPOCH, fact);
    }

    @Test
    void singleEventsArePutTogetherAndStayBound() throws SQLException {
        var events = Samples.events("a", 0, 1_100);
        try (var store = SqlStore.open(folder, Samples.codec())) {
            events.forEach(event -> store.append(List.of(event)));
            store.put(List.of(), new Mark(store.last(), 1));
            var before = store.size();
            while (store.sweep()) assertTrue(store.parting().isEmpty());
            assertTrue(store.size().log() * 3 < before.log(), before + " became " + store.size());
            assertEquals(
                    events,
                    store.after(0, 2_000).stream().map(EventLog.Entry::event).toList());
            assertEquals(110, store.ofTask(new TaskId("task7"), 0, 1_000).size());
        }
        assertEquals(1_100, bound());
    }

    /** How many events there are, each bound to all before it. */
    private int bound() throws SQLException {
        var count = 0;
        var before = Link.FIRST;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sitrep.db"));
                var query = connection.prepareStatement("SELECT " + SqlLog.COLUMNS + " FROM chunk ORDER BY seq");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                var chunk = SqlLog.chunk(rows);
                assertTrue(chunk.follows(before));
                before = chunk.link();
                count += chunk.events();
            }
        }
        return count;
    }
}
