package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventLog.Entry;

/** What every log must do. */
public abstract class LogContract {
    @TempDir
    Path folder;

    private Store store;

    public abstract Store open(Path folder);

    @BeforeEach
    void open() {
        store = open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEmptyLogHasNothing() {
        assertEquals(0, store.last());
        assertEquals(List.of(), store.after(0, 10));
        assertEquals(List.of(), store.append(List.of()));
    }

    @Test
    void eventsComeBackInTheOrderTheyWereAppended() {
        var events = Samples.events("a", 0, 25);
        var places = seqs(store.append(events));
        assertEquals(places.getLast(), store.last());
        assertEquals(places, seqsOf(store.after(0, 100)));
        assertEquals(events, store.after(0, 100).stream().map(Entry::event).toList());
    }

    @Test
    void pagesOfTheLogCoverItExactlyOnce() {
        store.append(Samples.events("a", 0, 25));
        var all = new ArrayList<Entry>();
        for (var page = store.after(0, 7);
                !page.isEmpty();
                page = store.after(all.getLast().seq(), 7)) {
            assertTrue(page.size() <= 7);
            all.addAll(page);
        }
        assertEquals(store.after(0, 100), all);
    }

    @Test
    void anEventThatTheLogHasIsLeftOut() {
        var first = store.append(Samples.events("a", 0, 5));
        var second = store.append(Samples.events("a", 3, 8));
        assertEquals(
                List.of(true, true, false, false, false),
                second.stream().map(OptionalLong::isEmpty).toList());
        assertTrue(seqs(second).getFirst() > seqs(first).getLast());
        assertEquals(8, store.after(0, 100).size());
    }

    @Test
    void anEventThatComesTwiceInOneBatchCountsOnce() {
        var one = Samples.event("a", "1", "t");
        var places = store.append(List.of(one, Samples.event("a", "2", "t"), one));
        assertEquals(
                List.of(false, false, true),
                places.stream().map(OptionalLong::isEmpty).toList());
        assertEquals(2, store.after(0, 100).size());
    }

    @Test
    void theFirstOfTwoEventsWithOneKeyStands() {
        store.append(List.of(Samples.event("a", "1", "first")));
        store.append(List.of(Samples.event("a", "1", "second")));
        assertEquals(1, store.ofTask(new TaskId("first"), 0, 10).size());
        assertEquals(List.of(), store.ofTask(new TaskId("second"), 0, 10));
    }

    @Test
    void aBatchOfDuplicatesMovesNothing() {
        store.append(Samples.events("a", 0, 5));
        var last = store.last();
        assertTrue(store.append(Samples.events("a", 0, 5)).stream().allMatch(OptionalLong::isEmpty));
        assertEquals(last, store.last());
        assertTrue(store.append(Samples.events("a", 5, 6)).getFirst().orElseThrow() > last);
    }

    @Test
    void twoSourcesMayUseTheSameIds() {
        store.append(Samples.events("a", 0, 5));
        assertTrue(store.append(Samples.events("b", 0, 5)).stream().allMatch(OptionalLong::isPresent));
    }

    @Test
    void theEventsOfOneTaskAndThoseOfSourcesAreFoundByThemselves() {
        store.append(Samples.events("a", 0, 25));
        store.append(List.of(Samples.seen("a", "s1"), Samples.event("b", "x", "task3"), Samples.seen("b", "s2")));
        var task = store.ofTask(new TaskId("task3"), 0, 10);
        assertEquals(List.of("e3", "e13", "e23", "x"), ids(task));
        assertEquals(
                List.of("e13", "e23"),
                ids(store.ofTask(new TaskId("task3"), task.getFirst().seq(), 2)));
        var sources = store.ofSources(0, 10);
        assertEquals(List.of("s1", "s2"), ids(sources));
        assertEquals(List.of("s2"), ids(store.ofSources(sources.getFirst().seq(), 10)));
        assertEquals(List.of("s1"), ids(store.ofSources(0, 1)));
        assertEquals(List.of(), store.ofTask(new TaskId("nobody"), 0, 10));
    }

    @Test
    void theEventsOfATaskAreReadBackToTheFirst() {
        var task = new TaskId("task3");
        assertEquals(List.of(), store.ofTaskBefore(task, Long.MAX_VALUE, 10));
        for (var at = 0; at < 2_000; at += 40) store.append(Samples.events("a", at, at + 40));
        var all = store.ofTask(task, 0, 1_000).reversed();
        assertEquals(200, all.size());
        assertEquals(all, store.ofTaskBefore(task, Long.MAX_VALUE, 1_000));
        var back = new ArrayList<Entry>();
        for (var before = Long.MAX_VALUE;
                back.size() < 200;
                before = back.getLast().seq()) {
            var page = store.ofTaskBefore(task, before, 7);
            assertTrue(!page.isEmpty() && page.size() <= 7);
            back.addAll(page);
        }
        assertEquals(all, back);
        assertEquals(List.of(), store.ofTaskBefore(task, back.getLast().seq(), 7));
        assertEquals(List.of(), store.ofTaskBefore(new TaskId("nobody"), Long.MAX_VALUE, 7));
    }

    /** Appenders take turns, as the engine's one writer makes them; readers tail without any lock. */
    @Test
    void aTailingReaderMissesNothingAndNothingAppearsBehindIt() throws Exception {
        var answered = new ConcurrentSkipListMap<Long, Event>();
        var turn = new ReentrantLock();
        var done = new AtomicBoolean();
        try (var writers = Executors.newFixedThreadPool(4);
                var tails = Executors.newVirtualThreadPerTaskExecutor()) {
            var appending = new ArrayList<Future<?>>();
            for (var source : List.of("a", "b", "c", "d")) {
                appending.add(writers.submit(() -> appendAll(source, turn, answered)));
            }
            var tailing = tails(tails, done);
            for (var each : appending) {
                each.get();
            }
            done.set(true);
            var log = store.after(0, 10_000);
            assertEquals(new ArrayList<>(answered.keySet()), seqsOf(log));
            assertEquals(
                    new ArrayList<>(answered.values()),
                    log.stream().map(Entry::event).toList());
            for (var tail : tailing) {
                assertEquals(log, tail.get());
            }
        }
    }

    private void appendAll(String source, ReentrantLock turn, ConcurrentSkipListMap<Long, Event> answered) {
        for (int i = 0; i < 500; i += 5) {
            var events = Samples.events(source, Math.max(0, i - 2), i + 5);
            turn.lock();
            try {
                var places = store.append(events);
                for (int k = 0; k < events.size(); k++) {
                    if (places.get(k).isPresent()) answered.put(places.get(k).getAsLong(), events.get(k));
                }
            } finally {
                turn.unlock();
            }
        }
    }

    private List<Future<List<Entry>>> tails(ExecutorService threads, AtomicBoolean done) {
        Callable<List<Entry>> tail = () -> {
            var seen = new ArrayList<Entry>();
            while (true) {
                var wasDone = done.get();
                var more = store.after(seen.isEmpty() ? 0 : seen.getLast().seq(), 50);
                if (more.isEmpty() && wasDone) return seen;
                seen.addAll(more);
            }
        };
        return List.of(threads.submit(tail), threads.submit(tail));
    }

    @Test
    void theLastPlaceIsNeverAheadOfWhatCanBeRead() throws Exception {
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = threads.submit(() -> {
                while (!done.get()) {
                    var last = store.last();
                    assertTrue(last == 0 || !store.after(last - 1, 1).isEmpty(), "place " + last + " is not there");
                }
            });
            for (int i = 0; i < 200; i++) {
                store.append(Samples.events("a", i, i + 1));
            }
            done.set(true);
            reading.get();
        }
    }

    static List<Long> seqs(List<OptionalLong> places) {
        return places.stream().flatMapToLong(OptionalLong::stream).boxed().toList();
    }

    public static List<Long> seqsOf(List<Entry> entries) {
        return entries.stream().map(Entry::seq).toList();
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.event().key().id()).toList();
    }
}
