package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.core.patience.Patience;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.engine.TestEngine;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.store.Facet;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;
import sitrep.store.memory.MemoryStore;

class BoardTest {
    private final MemoryStore store = new MemoryStore();
    private final TestEngine engine = new TestEngine(store);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_page_shows_what_was_just_acknowledged_before_the_index_knows_it() {
        engine.report("{'task':'a','phase':'testing'}");
        assertEquals(List.of("a"), ids(engine.board.page(TaskQuery.top(10))));
    }

    @Test
    void a_task_that_moved_is_on_the_page_once_and_at_its_new_place() {
        engine.report("{'task':'a','phase':'testing'}");
        engine.report("{'task':'b','phase':'testing'}");
        engine.settle();
        engine.report("{'task':'b','phase':'waiting_approval','text':'git push'}");
        assertEquals(List.of("b", "a"), ids(engine.board.page(TaskQuery.top(10))));
        engine.settle();
        assertEquals(List.of("b", "a"), ids(engine.board.page(TaskQuery.top(10))));
    }

    @Test
    void a_filter_holds_for_tasks_in_memory_and_in_the_index_alike() {
        engine.report("{'task':'a','phase':'testing','owner':'Dana'}");
        engine.settle();
        engine.report("{'task':'b','phase':'testing','owner':'Mo'}");
        engine.report("{'task':'a','phase':'editing'}");
        var testing = new TaskQuery(
                Set.of(new Facet("phase", "testing")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
        assertEquals(List.of("b"), ids(engine.board.page(testing)));
    }

    @Test
    void pages_behind_one_another_show_every_task_once() {
        IntStream.range(0, 57).forEach(i -> engine.report("{'task':'t" + i + "','phase':'testing'}"));
        engine.settle();
        IntStream.range(0, 20).forEach(i -> engine.report("{'task':'t" + i + "','phase':'waiting_user'}"));
        var seen = new java.util.ArrayList<String>();
        var after = Optional.<BoardPlace>empty();
        for (var page = engine.board.page(TaskQuery.top(10)); !page.isEmpty(); ) {
            seen.addAll(ids(page));
            after = Optional.of(page.getLast().place());
            page = engine.board.page(TaskQuery.top(10).behind(after));
        }
        assertEquals(57, seen.size());
        assertEquals(57, Set.copyOf(seen).size());
    }

    @Test
    void the_tally_is_that_of_the_tasks_whatever_was_filed() {
        engine.report("{'task':'a','phase':'testing'}");
        engine.settle();
        engine.report("{'task':'a','phase':'waiting_user'}");
        engine.report("{'task':'b','phase':'testing'}");
        assertEquals(1, engine.board.tally().of(Attention.NEEDS_YOU));
        assertEquals(1, engine.board.tally().of(Attention.WORKING));
        assertEquals(
                "1 task needs you. 1 is working on its own.",
                engine.board.tally().sentence());
    }

    @Test
    void a_new_board_on_the_same_log_shows_the_same_even_if_the_index_was_behind() {
        engine.report("{'task':'a','name':'A','phase':'testing'}");
        engine.settle();
        engine.report("{'task':'a','phase':'done','summary':'all green'}");
        engine.report("{'task':'b','phase':'waiting_user','text':'Which one?'}");
        var again = new Board(store, new Pulse(), new Contacts(), Patience.USUAL);
        assertEquals(engine.board.page(TaskQuery.top(10)), again.page(TaskQuery.top(10)));
        assertEquals(engine.board.tally(), again.tally());
        assertEquals(2, store.page(TaskQuery.top(10)).size());
    }

    @Test
    void a_mark_on_a_task_that_nobody_observed_makes_no_task() {
        var mark = sitrep.json.Json.read("""
                {"specversion":"1.0","id":"1","source":"operator","type":"sitrep.task.noted","subject":"ghost",
                 "data":{"note":"dismissed"}}""");
        engine.intake.accept(new sitrep.json.EventReader(engine.clock.instant(), engine.ids)
                .read(mark)
                .events());
        assertEquals(List.of(), engine.board.page(TaskQuery.top(10)));
        assertEquals(0, engine.board.tally().of(Attention.QUEUED));
        engine.report("{'task':'ghost','phase':'testing'}");
        assertEquals("settled", engine.attention("ghost"));
    }

    @Test
    void a_source_out_of_contact_is_remembered_over_a_restart() {
        engine.report("{'task':'a','phase':'testing'}");
        var lost = new sitrep.core.event.Event(
                new sitrep.core.event.Event.Key("office", "1"),
                Optional.empty(),
                engine.clock.instant(),
                engine.clock.instant(),
                new sitrep.core.event.Fact.SourceLost(Optional.of("connection refused")));
        engine.intake.accept(List.of(lost));
        var contacts = new Contacts();
        var again = new Board(store, new Pulse(), contacts, Patience.USUAL);
        assertTrue(again.seq() > 0);
        assertEquals(
                List.of("office"),
                contacts.lost().stream().map(Contacts.Lost::source).toList());
    }

    private static List<String> ids(List<Listed> page) {
        return page.stream().map(listed -> listed.place().task().text()).toList();
    }

    @Test
    void a_task_is_compared_with_those_like_it_that_succeeded() {
        try (var engine = new TestEngine()) {
            for (var i = 1; i <= 8; i++) {
                engine.report("{'task':'n" + i + "','name':'Nightly build " + i + "','phase':'testing'}");
                engine.clock.advance(java.time.Duration.ofMinutes(i));
                engine.report("{'task':'n" + i + "','outcome':'succeeded'}");
            }
            engine.report("{'task':'other','name':'Something else','outcome':'succeeded'}");
            engine.report("{'task':'n9','name':'Nightly build 9','phase':'testing'}");
            engine.settle();
            var expected = engine.board.expected(engine.task("n9")).orElseThrow();
            org.junit.jupiter.api.Assertions.assertEquals("usually 4m, 90 % within 8m, n = 8", expected.spoken());
            org.junit.jupiter.api.Assertions.assertTrue(
                    engine.board.expected(engine.task("other")).isEmpty());
        }
    }

    @Test
    void what_is_usual_here_is_learnt_and_survives_a_restart_exactly() {
        for (var i = 0; i < 20; i++) {
            engine.report("{'task':'t" + i + "','phase':'testing'}");
            engine.clock.advance(java.time.Duration.ofSeconds(40));
            engine.report("{'task':'t" + i + "','outcome':'succeeded'}");
        }
        engine.settle();
        var learnt = engine.board.usuals();
        var testing = new sitrep.core.usual.Lasted.What(
                sitrep.core.usual.Lasted.Sort.PHASE, sitrep.core.vocabulary.WorkerKind.OTHER, "testing");
        var usual = learnt.of(testing, engine.clock.instant()).orElseThrow();
        org.junit.jupiter.api.Assertions.assertEquals(20, usual.n());
        org.junit.jupiter.api.Assertions.assertEquals(40, usual.half().toMillis() / 1000.0, 2);
        var again = new Board(store, new Pulse(), new Contacts(), Patience.USUAL);
        assertEquals(learnt, again.usuals());
    }
}
