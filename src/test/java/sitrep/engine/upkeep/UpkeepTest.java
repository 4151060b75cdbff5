package sitrep.engine.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.keeping.Keeping;
import sitrep.core.patience.Patience;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.store.PassingStore;
import sitrep.store.StoreSize;
import sitrep.store.TaskQuery;

/** What is old leaves a server that runs. */
class UpkeepTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** One that takes as many bytes as it has events. */
    private static final class Counting extends PassingStore {
        @Override
        public StoreSize size() {
            var events = after(0, Integer.MAX_VALUE).size();
            return new StoreSize(events, events, 0);
        }
    }

    private final Counting store = new Counting();
    private final Board board = new Board(store, new Pulse(), new Contacts(), Patience.USUAL);
    private final Writer writer = new Writer(store, board, new Feed(), _ -> {});
    private Instant now = START;
    private int said;

    @AfterEach
    void close() {
        writer.close();
    }

    private Upkeep upkeep(long bytes) {
        var keeping = new Keeping(List.of(), Duration.ofDays(30), Duration.ofDays(365), bytes);
        return new Upkeep(store, board, writer, keeping, () -> now);
    }

    private void say(String task, Fact fact) {
        now = now.plusSeconds(1);
        var event = new Event(new Event.Key("a", "e" + said++), Optional.of(new TaskId(task)), now, now, fact);
        writer.append(List.of(event)).join();
    }

    private void work(String task, int steps) {
        var run = new RunId("main");
        for (var i = 0; i < steps; i++) {
            say(
                    task,
                    new Fact.RunAdvanced(run, Optional.of(Phase.TESTING), Optional.of("step " + i), Optional.empty()));
            say(task, new Fact.RunPrinted(run, "line " + i));
        }
    }

    private void finish(String task) {
        say(task, new Fact.RunEnded(new RunId("main"), Outcome.SUCCEEDED, Optional.of("done")));
        say(task, new Fact.TaskEnded(Outcome.SUCCEEDED, Optional.empty()));
        say(task, new Fact.TaskReported("#x", Optional.empty()));
    }

    private void tick(Upkeep upkeep, int times) {
        writer.settle().join();
        for (var i = 0; i < times; i++) {
            upkeep.tick();
            writer.settle().join();
        }
    }

    private List<String> found(String words) {
        var none = Optional.<Instant>empty();
        return board.page(new TaskQuery(Set.of(), Optional.of(words), none, none, Optional.empty(), 10)).stream()
                .map(listed -> listed.place().task().text())
                .toList();
    }

    private int kept(String task) {
        return store.ofTask(new TaskId(task), 0, 1_000).size();
    }

    @Test
    void aTaskIsCondensedAndThenGoesAndWhatGoesOnStays() {
        work("old", 20);
        finish("old");
        work("live", 20);
        var upkeep = upkeep(1_000_000);
        now = START.plus(Duration.ofDays(29));
        tick(upkeep, 3);
        assertEquals(43, kept("old"));
        now = START.plus(Duration.ofDays(31));
        tick(upkeep, 3);
        assertEquals(5, kept("old"));
        assertEquals(40, kept("live"));
        assertEquals(List.of("old"), found("old"));
        assertTrue(store.parting().isEmpty());
        now = START.plus(Duration.ofDays(366));
        tick(upkeep, 3);
        assertEquals(0, kept("old"));
        assertEquals(List.of(), found("old"));
        assertFalse(board.known(new TaskId("old")).isPresent());
        assertEquals(40, kept("live"));
    }

    @Test
    void whatIsSaidOfATaskThatWentMakesItAnew() {
        work("old", 3);
        finish("old");
        now = START.plus(Duration.ofDays(400));
        tick(upkeep(1_000_000), 3);
        work("old", 1);
        assertEquals(2, kept("old"));
        assertEquals(
                Optional.empty(),
                board.known(new TaskId("old")).orElseThrow().sitrep().outcome());
    }

    @Test
    void whereThereIsTooMuchTheOldestGoFirstAndNoMoreThanNeeded() {
        var tasks = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            tasks.add("task" + i);
            work("task" + i, 20);
            finish("task" + i);
        }
        now = now.plus(Duration.ofHours(2));
        tick(upkeep(40), 12);
        assertTrue(store.size().bytes() <= 40, () -> store.size() + " is too much");
        assertTrue(tasks.stream().allMatch(task -> kept(task) > 0), "stubs have room");
    }

    @Test
    void whatWasLearntSurvivesTheIndex() {
        work("old", 20);
        finish("old");
        writer.settle().join();
        var learnt = board.usuals().own();
        assertFalse(learnt.isEmpty());
        now = START.plus(Duration.ofDays(31));
        tick(upkeep(1_000_000), 3);
        store.clear();
        var anew = new Board(store, new Pulse(), new Contacts(), Patience.USUAL);
        assertEquals(learnt.keySet(), anew.usuals().own().keySet());
    }
}
