package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.LongEnough;
import sitrep.engine.TestEngine;
import sitrep.engine.known.ToldSize;

class FeedTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_listener_hears_of_each_task_that_changed_as_it_stands() throws InterruptedException {
        try (var listener = engine.feed.subscribe()) {
            engine.report("{'task':'a','phase':'testing'}");
            engine.report("{'task':'b','phase':'testing'}");
            engine.report("{'task':'a','phase':'editing'}");
            var changes = assertInstanceOf(
                    Feed.News.Changes.class, listener.next(LongEnough.DURATION).orElseThrow());
            assertEquals(List.of("b", "a"), ids(changes));
            assertEquals(
                    "editing",
                    changes.tasks().getLast().sitrep().phase().value().word());
        }
    }

    @Test
    void quiet_is_said_too_so_that_a_connection_can_be_kept_alive() throws InterruptedException {
        try (var listener = engine.feed.subscribe()) {
            assertInstanceOf(
                    Feed.News.Quiet.class, listener.next(Duration.ofMillis(5)).orElseThrow());
        }
    }

    @Test
    void who_comes_back_hears_what_changed_meanwhile_once_per_task() throws InterruptedException {
        engine.report("{'task':'a','phase':'testing'}");
        var seen = engine.board.seq();
        IntStream.range(0, 5).forEach(i -> engine.report("{'task':'b','update':'step " + i + "'}"));
        try (var listener = engine.feed.resume(engine.board, seen)) {
            var changes = assertInstanceOf(
                    Feed.News.Changes.class, listener.next(LongEnough.DURATION).orElseThrow());
            assertEquals(List.of("b"), ids(changes));
        }
    }

    @Test
    void who_missed_too_much_is_told_to_load_anew() throws InterruptedException {
        engine.reports(Feed.RESUME + 1);
        try (var listener = engine.feed.resume(engine.board, 0)) {
            assertInstanceOf(
                    Feed.News.Resync.class, listener.next(LongEnough.DURATION).orElseThrow());
        }
    }

    @Test
    void a_listener_that_is_overtaken_is_told_to_load_anew_and_then_goes_on() throws InterruptedException {
        try (var listener = engine.feed.subscribe()) {
            engine.reports(Feed.CHANGES + 1);
            assertInstanceOf(
                    Feed.News.Resync.class, listener.next(LongEnough.DURATION).orElseThrow());
            engine.report("{'task':'a','phase':'testing'}");
            var changes = assertInstanceOf(
                    Feed.News.Changes.class, listener.next(LongEnough.DURATION).orElseThrow());
            assertEquals(List.of("a"), ids(changes));
        }
    }

    @Test
    void a_listener_is_given_little_at_a_time_and_loses_nothing_by_it() throws InterruptedException {
        var text = "x".repeat(1_900);
        try (var listener = engine.feed.subscribe()) {
            for (var i = 0; i < 100; i++) engine.report("{'task':'t" + i + "','update':'" + text + "'}");
            var heard = new ArrayList<String>();
            while (heard.size() < 100) {
                var piece = assertInstanceOf(
                        Feed.News.Changes.class,
                        listener.next(LongEnough.DURATION).orElseThrow());
                var size = piece.tasks().stream()
                        .mapToInt(known -> known.utf8().length)
                        .sum();
                assertTrue(size <= Feed.PIECE, size + " bytes at once");
                heard.addAll(ids(piece));
            }
            assertEquals(IntStream.range(0, 100).mapToObj(i -> "t" + i).toList(), heard);
        }
    }

    @Test
    void a_task_that_changes_between_two_pieces_is_told_once_as_it_stands() throws InterruptedException {
        var text = "x".repeat(1_900);
        try (var listener = engine.feed.subscribe()) {
            for (var i = 0; i < 30; i++) engine.report("{'task':'t" + i + "','update':'" + text + "'}");
            var heard = new ArrayList<>(ids(assertInstanceOf(
                    Feed.News.Changes.class, listener.next(LongEnough.DURATION).orElseThrow())));
            engine.report("{'task':'t29','phase':'editing'}");
            while (heard.size() < 30) {
                heard.addAll(ids(assertInstanceOf(
                        Feed.News.Changes.class,
                        listener.next(LongEnough.DURATION).orElseThrow())));
            }
            assertEquals(30, Set.copyOf(heard).size());
            assertEquals("t29", heard.getLast());
        }
    }

    @Test
    void who_is_further_behind_than_there_is_room_for_is_told_to_load_anew() throws InterruptedException {
        var big = "x".repeat(1_900);
        var summary = "'goal':'" + "y".repeat(3_900) + "'";
        try (var listener = engine.feed.subscribe()) {
            var bytes = 0L;
            for (var i = 0; bytes <= Feed.BYTES; i++) {
                engine.report("{'task':'t" + i + "','update':'" + big + "'," + summary + "}");
                bytes += engine.task("t" + i).utf8().length;
            }
            assertInstanceOf(
                    Feed.News.Resync.class, listener.next(LongEnough.DURATION).orElseThrow());
        }
    }

    @Test
    void a_task_is_put_into_words_only_for_whoever_is_told_of_it() throws InterruptedException {
        var feed = new Feed();
        var known = Tasks.of("a", "{'goal':'ü','phase':'testing'}");
        feed.publish(new Board.Changed(List.of(known), Map.of()), 1);
        assertEquals(ToldSize.of(known.task()), known.size());
        try (var listener = feed.subscribe()) {
            feed.publish(new Board.Changed(List.of(known), Map.of()), 2);
            assertEquals(ToldSize.of(known.task()), known.size());
            listener.next(LongEnough.DURATION).orElseThrow();
            assertNotEquals(ToldSize.of(known.task()), known.size());
        }
    }

    @Test
    void who_comes_from_another_log_is_told_so_at_once() throws InterruptedException {
        engine.report("{'task':'a','phase':'testing'}");
        try (var listener = engine.feed.resume(engine.board, 999)) {
            var resync = assertInstanceOf(
                    Feed.News.Resync.class, listener.next(LongEnough.DURATION).orElseThrow());
            assertEquals("there is no event 999 in the log of this server", resync.why());
        }
    }

    private static List<String> ids(Feed.News.Changes changes) {
        return changes.tasks().stream().map(known -> known.task().id().text()).toList();
    }
}
