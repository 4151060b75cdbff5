package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.store.EventLog.Entry;
import sitrep.store.TaskIndex.Aged;
import sitrep.store.TaskIndex.Mark;

/** How every log is kept small. */
public abstract class UpkeepContract {
    private static final int ROUNDS = 3;

    /** More on demand. */
    private static final int SEEDS = Integer.getInteger("sitrep.seeds", 1);

    @TempDir
    Path folder;

    public abstract Store open(Path folder);

    /** One event at a time and some together, as they come. */
    private static List<Event> fill(Store store, Random random, int from, int until) {
        var events = Samples.events("a", from, until);
        for (var at = 0; at < events.size(); ) {
            var next = Math.min(events.size(), at + (random.nextInt(3) == 0 ? random.nextInt(1, 60) : 1));
            store.append(events.subList(at, next));
            at = next;
        }
        return events;
    }

    private static void file(Store store) {
        store.put(List.of(), new Mark(store.last(), 1));
    }

    private static void sweepAll(Store store) {
        var steps = 0;
        while (store.sweep()) assertTrue(++steps < 10_000, "sweeping comes to an end");
    }

    /** Whatever can be asked of a log is answered as if what left had never been in it. */
    private static void assertIs(List<Entry> expected, Store store) {
        for (var page : List.of(7, 200, 10_000)) {
            var all = new ArrayList<Entry>();
            for (var some = store.after(0, page);
                    !some.isEmpty();
                    some = store.after(all.getLast().seq(), page)) {
                all.addAll(some);
            }
            assertEquals(expected, all);
        }
        for (var i = 0; i < 10; i++) {
            var task = new TaskId("task" + i);
            var own = expected.stream()
                    .filter(entry -> entry.event().task().equals(Optional.of(task)))
                    .toList();
            var told = new ArrayList<Entry>();
            for (var some = store.ofTask(task, 0, 9); !some.isEmpty(); ) {
                told.addAll(some);
                some = store.ofTask(task, some.getLast().seq(), 9);
            }
            assertEquals(own, told);
            if (!own.isEmpty()) {
                var middle = own.get(own.size() / 2).seq();
                assertEquals(
                        own.stream().filter(entry -> entry.seq() > middle).toList(),
                        store.ofTask(task, middle, 10_000));
            }
        }
    }

    private static Parting parting(List<Entry> all, Random random) {
        var gone = new TaskId("task" + random.nextInt(10));
        var condensed = new TaskId("task" + random.nextInt(10));
        var places = new TreeSet<Long>();
        for (var entry : all) {
            var task = entry.event().task().orElseThrow();
            if (task.equals(gone)) places.add(entry.seq());
            if (task.equals(condensed) && random.nextInt(4) > 0) places.add(entry.seq());
        }
        return new Parting(Set.copyOf(List.of(gone, condensed)), List.copyOf(places));
    }

    @Test
    void whatLeavesIsMissingAtOnceAndAfterItIsSweptAndWhenItIsOpenedAgain() {
        for (var seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var place = folder.resolve("log" + seed);
            List<Entry> expected = List.of();
            for (var round = 0; round < ROUNDS; round++) {
                try (var store = open(place)) {
                    if (store.last() == 0) expected = List.of();
                    fill(store, random, round * 600, round * 600 + 600);
                    file(store);
                    expected = round(store, random);
                }
                try (var store = open(place)) {
                    if (store.last() > 0) assertIs(expected, store);
                }
            }
        }
    }

    private static List<Entry> round(Store store, Random random) {
        if (store.parting().isPresent()) {
            sweepAll(store);
            assertTrue(store.parted());
        }
        var all = store.after(0, 100_000);
        var parting = parting(all, random);
        var left = all.stream()
                .filter(entry -> !parting.places().contains(entry.seq()))
                .toList();
        store.part(parting, Learnt.NOTHING);
        assertIs(left, store);
        assertEquals(Optional.of(parting), store.parting());
        for (var steps = random.nextInt(20); steps > 0; steps--) store.sweep();
        assertIs(left, store);
        if (random.nextBoolean()) return left;
        sweepAll(store);
        assertIs(left, store);
        assertTrue(store.parted());
        assertEquals(Optional.empty(), store.parting());
        assertIs(left, store);
        assertEquals(left.size(), store.size().events());
        return left;
    }

    @Test
    void whatIsLeftOfACrashIsStillKnown() {
        try (var store = open(folder)) {
            store.append(Samples.events("a", 0, 50));
            file(store);
            store.part(new Parting(Set.of(new TaskId("task3")), List.of(4L, 14L)), Learnt.NOTHING);
        }
        try (var store = open(folder)) {
            if (store.last() == 0) return;
            assertEquals(List.of(4L, 14L), store.parting().orElseThrow().places());
            sweepAll(store);
            assertTrue(store.parted());
            assertFalse(store.parted());
            assertEquals(48, store.after(0, 100).size());
        }
    }

    @Test
    void aPlaceIsNeverGivenTwice() {
        try (var store = open(folder)) {
            store.append(Samples.events("a", 0, 10));
            file(store);
            store.part(new Parting(Set.of(new TaskId("task9")), List.of(10L)), Learnt.NOTHING);
            sweepAll(store);
            store.parted();
            assertEquals(10, store.last());
            assertEquals(11, store.append(Samples.events("b", 0, 1)).getFirst().orElseThrow());
        }
    }

    @Test
    void whatWasLearntStaysWithTheLog() {
        var what = new Lasted.What(Lasted.Sort.values()[0], WorkerKind.values()[0], "");
        var weights = new double[Histogram.BUCKETS];
        weights[7] = 2.5;
        try (var store = open(folder)) {
            assertEquals(Learnt.NOTHING, store.learnt());
            store.append(Samples.events("a", 0, 10));
            file(store);
            store.part(
                    new Parting(Set.of(new TaskId("task1")), List.of(2L)),
                    new Learnt(Map.of(what, Histogram.of(weights)), 10));
            store.clear();
            assertEquals(10, store.learnt().upTo());
            assertEquals(2.5, store.learnt().lasted().get(what).weights()[7]);
        }
    }

    /** Readers go on all the while, and see each event that stays exactly once and in order. */
    @Test
    void readersAreNotDisturbed() throws Exception {
        try (var store = open(folder);
                var threads = Executors.newFixedThreadPool(2)) {
            var random = new Random(3);
            fill(store, random, 0, 1_500);
            file(store);
            var all = store.after(0, 100_000);
            var stays = new TaskId("task1");
            var own = all.stream()
                    .filter(entry -> entry.event().task().equals(Optional.of(stays)))
                    .toList();
            var parting = new Parting(
                    Set.of(new TaskId("task2")),
                    all.stream()
                            .filter(entry -> entry.event().task().equals(Optional.of(new TaskId("task2"))))
                            .map(Entry::seq)
                            .toList());
            var done = new AtomicBoolean();
            var reading = threads.submit(() -> {
                while (!done.get()) {
                    assertEquals(own, store.ofTask(stays, 0, 10_000));
                    var read = store.after(0, 10_000);
                    assertEquals(read.size(), new HashSet<>(LogContract.seqsOf(read)).size());
                    assertEquals(LogContract.seqsOf(read).stream().sorted().toList(), LogContract.seqsOf(read));
                }
            });
            store.part(parting, Learnt.NOTHING);
            var appended = 0;
            while (store.sweep()) store.append(List.of(Samples.event("b", "e" + ++appended, "other")));
            done.set(true);
            reading.get();
        }
    }

    @Test
    void theOldestSettledTasksComeFirst() {
        try (var store = open(folder)) {
            var random = new Random(1);
            var rows = new ArrayList<TaskRow>();
            for (var i = 0; i < 60; i++) rows.add(Samples.random(random, i));
            store.put(rows, new Mark(1, 1));
            var before = Samples.START.plusSeconds(3 * 24 * 3_600);
            var expected = rows.stream()
                    .filter(row -> row.place().rank() == Attention.SETTLED.rank())
                    .filter(row -> row.ending()
                            .filter(end -> Millis.of(end.at()) < Millis.of(before))
                            .isPresent())
                    .collect(java.util.stream.Collectors.toMap(TaskRow::task, TaskRow::facets));
            assertFalse(expected.isEmpty());
            var found = new ArrayList<Aged>();
            for (var some = store.aged(before, Optional.empty(), 4); !some.isEmpty(); ) {
                found.addAll(some);
                some = store.aged(before, Optional.of(some.getLast()), 4);
            }
            assertEquals(expected.size(), found.size());
            for (var i = 1; i < found.size(); i++) {
                assertFalse(found.get(i).ended().isBefore(found.get(i - 1).ended()));
            }
            found.forEach(aged -> assertEquals(expected.get(aged.task()), aged.facets()));
        }
    }

    @Test
    void whoLeavesLeavesItsNamesToo() {
        var a = new TaskId("a");
        var b = new TaskId("b");
        var c = new TaskId("c");
        var mark = new Mark(1, 1);
        var row = Samples.row("a", Samples.WORKING, 0);
        try (var store = open(folder)) {
            store.put(new IndexChange(List.of(row), Set.of(), Map.of(a, a, b, a), Map.of(), Map.of(), mark));
            var state = new TaskState(1, new byte[] {1});
            store.put(new IndexChange(List.of(row), Set.of(), Map.of(), Map.of(a, state), Map.of(), mark));
            store.put(new IndexChange(List.of(), Set.of(a), Map.of(), Map.of(), Map.of(), mark));
            assertEquals(Map.of(), store.names());
            assertEquals(Map.of(), store.states(List.of(a)));
            store.put(new IndexChange(List.of(row), Set.of(a), Map.of(a, a, c, a), Map.of(a, state), Map.of(), mark));
            assertEquals(Map.of(a, a, c, a), store.names());
            assertEquals(Set.of(a), store.states(List.of(a)).keySet(), "gone, and here again");
            assertEquals(
                    List.of(new BoardPlace(Samples.WORKING, 0, a)),
                    store.page(TaskQuery.top(5)).stream()
                            .map(TaskIndex.Listed::place)
                            .toList());
        }
    }
}
