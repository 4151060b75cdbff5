package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.LongEnough;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.TaskDetail;
import sitrep.engine.TestEngine;
import sitrep.engine.known.TaskNames;
import sitrep.engine.simulation.SimulatedDisk;
import sitrep.json.SitrepJson;
import sitrep.store.Store;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;
import sitrep.store.memory.MemoryStore;

/** Two names that are said to be one task are one row, whichever was heard of first. */
class TaskNamesTest {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "é", "\uD83D\uDE00");

    /** All that a board shows. */
    private record Picture(List<String> rows, Map<String, String> byName, BoardTally tally, Map<String, Long> facets) {
        static Picture of(TestEngine engine) {
            var board = engine.board;
            var rows = board.page(TaskQuery.top(100)).stream()
                    .map(TaskIndex.Listed::json)
                    .toList();
            var byName = new TreeMap<String, String>();
            for (var name : NAMES) {
                board.known(new TaskId(name))
                        .ifPresent(known -> byName.put(name, SitrepJson.full(TaskDetail.of(known.task()))));
            }
            return new Picture(rows, byName, board.tally(), engine.store.counts("source"));
        }
    }

    /** Folded by itself, without any engine. */
    private static Map<String, String> expected(List<Event> events) {
        var names = new HashMap<String, List<String>>();
        NAMES.forEach(name -> names.put(name, List.of(name)));
        for (var event : events) {
            if (!(event.fact() instanceof Fact.TaskAlias(var alias))) continue;
            var one = names.get(event.task().orElseThrow().text());
            if (one.contains(alias.text())) continue;
            var whole = new ArrayList<>(one);
            whole.addAll(names.get(alias.text()));
            Collections.sort(whole);
            whole.forEach(name -> names.put(name, whole));
        }
        var tasks = new TreeMap<String, String>();
        names.forEach((name, group) -> {
            var id = new TaskId(group.getFirst());
            var task = Task.unheard(id, group.stream().map(TaskId::new).toList());
            for (var event : events) {
                if (group.contains(event.task().orElseThrow().text())) task = Fold.apply(task, event.about(id));
            }
            if (task.signs().isPresent()) tasks.put(name, SitrepJson.full(TaskDetail.of(task)));
        });
        return tasks;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void any_order_and_batches_of_events_and_aliases_make_the_same_board_also_after_a_restart(int seed) {
        for (var i = 0; i < 10; i++) {
            var random = new Random(1_000L * seed + i);
            var events = history(random);
            var first = board(events, random);
            assertEquals(expected(events), first.byName(), () -> "seed " + seed);
            Collections.shuffle(events, random);
            assertEquals(first, board(events, random), () -> "seed " + seed);
        }
    }

    /** Sends the events in batches; restarts now and then, whether the index was brought up or not. */
    private static Picture board(List<Event> events, Random random) {
        var disk = new SimulatedDisk();
        var engine = new TestEngine(disk.connect());
        for (var next = 0; next < events.size(); ) {
            var to = next + 1 + random.nextInt(events.size() - next);
            engine.intake.accept(events.subList(next, to));
            next = to;
            if (random.nextInt(3) == 0) {
                engine.settle();
                disk.sync();
            }
            if (random.nextInt(3) == 0) {
                disk.crash();
                engine.close();
                engine = new TestEngine(disk.connect());
            }
        }
        engine.settle();
        var picture = Picture.of(engine);
        engine.writer.close();
        assertEquals(picture, restarted(disk.connect()), "after a restart");
        var empty = disk.connect();
        empty.clear();
        assertEquals(picture, restarted(empty), "folded anew");
        return picture;
    }

    private static Picture restarted(Store store) {
        try (var engine = new TestEngine(store)) {
            engine.settle();
            return Picture.of(engine);
        }
    }

    private static List<Event> history(Random random) {
        var events = new ArrayList<Event>();
        var count = 3 + random.nextInt(14);
        for (var i = 0; i < count; i++) {
            events.add(event(i, name(random), fact(random)));
        }
        for (var i = random.nextInt(4); i >= 0; i--) {
            events.add(event(100 + i, name(random), new Fact.TaskAlias(new TaskId(name(random)))));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static Event event(int number, String task, Fact fact) {
        var at = TEN.plusSeconds(number % 60);
        var key = new Event.Key(List.of("ci", "agent").get(number % 2), "e" + number);
        return new Event(key, Optional.of(new TaskId(task)), at, at, fact);
    }

    private static Fact fact(Random random) {
        var run = new RunId(List.of("main", "r").get(random.nextInt(2)));
        var none = Optional.<String>empty();
        return switch (random.nextInt(5)) {
            case 0 -> new Fact.RunEnded(run, Outcome.values()[random.nextInt(5)], none);
            case 1 -> new Fact.TaskEnded(Outcome.SUCCEEDED, Optional.of("done"));
            case 2 ->
                new Fact.TaskOpened(
                        Optional.of("n" + random.nextInt(9)),
                        Optional.empty(),
                        none,
                        Optional.empty(),
                        Map.of(),
                        List.of());
            case 3 -> new Fact.RunAdvanced(run, Optional.of(Phase.TESTING), none, Optional.empty());
            default ->
                new Fact.RunAdvanced(
                        run, Optional.of(Phase.EDITING), Optional.of("news " + random.nextInt(9)), Optional.empty());
        };
    }

    private final MemoryStore store = new MemoryStore();

    @Test
    void rows_join_under_the_first_name_of_the_alphabet_and_the_others_leave_everything() {
        try (var engine = new TestEngine(store)) {
            engine.report("{'source':'ci','task':'m','name':'Nightly build','phase':'testing'}");
            engine.report("{'source':'agent','task':'b','run':'r','phase':'waiting_user','text':'Which one?'}");
            engine.settle();
            engine.report("{'source':'agent','task':'m','alias':'b'}");
            for (var round = 0; round < 2; round++) {
                assertEquals(1, engine.board.page(TaskQuery.top(10)).size());
                assertEquals(1, engine.board.tally().of(sitrep.core.sitrep.Attention.NEEDS_YOU));
                assertEquals(0, engine.board.tally().of(sitrep.core.sitrep.Attention.WORKING));
                assertEquals("b", engine.task("m").task().id().text());
                assertEquals("Nightly build", engine.task("b").sitrep().name().value());
                assertEquals(
                        4, engine.board.log().events(new TaskId("m"), 0, 100).size());
                assertEquals(
                        2, engine.board.log().events(new TaskId("b"), 2, 100).size());
                engine.settle();
            }
            assertEquals(Map.of("needs_you", 1L), store.counts("attention"));
            assertEquals(1, engine.board.page(found("nightly")).size());
            assertEquals(1, engine.board.page(found("m")).size(), "it is found by its other name");
        }
    }

    private static TaskQuery found(String text) {
        return new TaskQuery(
                java.util.Set.of(), Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), 10);
    }

    @Test
    void listeners_hear_that_a_row_is_gone_and_what_it_goes_by_now_also_when_they_come_back() throws Exception {
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'z','phase':'testing'}");
            engine.report("{'task':'a','phase':'testing'}");
            var seq = engine.board.seq();
            try (var listener = engine.feed.subscribe()) {
                engine.report("{'task':'a','alias':'z'}");
                assertJoined(listener);
            }
            try (var listener = engine.feed.resume(engine.board, seq)) {
                assertJoined(listener);
            }
        }
    }

    private static void assertJoined(Feed.Subscription listener) throws InterruptedException {
        var news = listener.next(LongEnough.DURATION).orElseThrow();
        var changes = org.junit.jupiter.api.Assertions.assertInstanceOf(Feed.News.Changes.class, news);
        assertEquals(
                List.of("a"),
                changes.tasks().stream().map(known -> known.task().id().text()).toList());
        assertEquals(1, changes.gone().size());
        assertEquals("z", changes.gone().getFirst().task().text());
        assertEquals("a", changes.gone().getFirst().joined().text());
    }

    @Test
    void a_heartbeat_under_either_name_keeps_the_joined_run_alive() {
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'z','run':'r','worker':{'id':'w','kind':'subagent'},'phase':'editing'}");
            engine.report("{'task':'a','alias':'z'}");
            for (var i = 0; i < 4; i++) {
                engine.pass(Duration.ofMinutes(3));
                engine.report("{'task':'z','run':'r'}");
            }
            assertEquals("editing", engine.phase("a"));
            engine.pass(Duration.ofMinutes(30));
            assertEquals("stalled", engine.phase("z"));
        }
    }

    @Test
    void more_names_than_a_task_may_have_join_nothing_and_lose_nothing() {
        try (var engine = new TestEngine(store)) {
            var count = TaskNames.MOST + 3;
            for (var i = 0; i < count; i++) {
                engine.report("{'task':'t%02d','phase':'testing','alias':'t%02d'}".formatted(i + 1, i));
            }
            engine.settle();
            assertEquals(TaskNames.MOST - 1, engine.task("t00").task().aliases().size());
            assertTrue(engine.board.known(new TaskId("t%02d".formatted(count))).isPresent());
            var before = Picture.of(engine);
            engine.writer.close();
            store.clear();
            assertEquals(before, restarted(store));
        }
    }

    @Test
    void a_task_is_no_other_for_being_called_by_its_own_name() {
        try (var engine = new TestEngine(store)) {
            engine.report("{'task':'a','phase':'testing','alias':'a'}");
            engine.settle();
            assertEquals(Map.of(), store.names());
            assertEquals(java.util.Set.of(), engine.task("a").task().aliases());
        }
    }
}
