package sitrep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Duration SOON = Duration.ofSeconds(10);

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
                    Feed.News.Changes.class, listener.next(SOON).orElseThrow());
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
                    Feed.News.Changes.class, listener.next(SOON).orElseThrow());
            assertEquals(List.of("b"), ids(changes));
        }
    }

    @Test
    void who_missed_too_much_is_told_to_load_anew() throws InterruptedException {
        engine.reports(Feed.RESUME + 1);
        try (var listener = engine.feed.resume(engine.board, 0)) {
            assertInstanceOf(Feed.News.Resync.class, listener.next(SOON).orElseThrow());
        }
    }

    @Test
    void a_listener_that_is_overtaken_is_told_to_load_anew_and_then_goes_on() throws InterruptedException {
        try (var listener = engine.feed.subscribe()) {
            engine.reports(Feed.RING + 1);
            assertInstanceOf(Feed.News.Resync.class, listener.next(SOON).orElseThrow());
            engine.report("{'task':'a','phase':'testing'}");
            var changes = assertInstanceOf(
                    Feed.News.Changes.class, listener.next(SOON).orElseThrow());
            assertEquals(List.of("a"), ids(changes));
        }
    }

    private static List<String> ids(Feed.News.Changes changes) {
        return changes.tasks().stream().map(known -> known.task().id().text()).toList();
    }
}
