package sitrep.engine;

import sitrep.core.event.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sitrep.core.patience.Patience;
import sitrep.core.task.Task;
import sitrep.engine.Intake.Receipt;
import sitrep.json.EventReader;
import sitrep.json.Ids;
import sitrep.json.Json;
import sitrep.store.memory.MemoryStore;
import sitrep.store.Store;

/** The whole engine on a store, with a clock to set and reports to send. */
final class TestEngine implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final Store store;
    final Pulse pulse = new Pulse();
    final Contacts contacts = new Contacts();
    final Feed feed = new Feed();
    final Board board;
    final Writer writer;
    final Watchman watchman;
    final Intake intake;
    final Ids ids = new Ids(clock);
    final AtomicInteger broken = new AtomicInteger();

    TestEngine() {
        this(new MemoryStore());
    }

    TestEngine(Store store) {
        this.store = store;
        board = new Board(store, pulse, contacts, Patience.USUAL);
        writer = new Writer(store, board, feed, _ -> broken.incrementAndGet());
        watchman = new Watchman(board, contacts, writer, Patience.USUAL, clock, clock::nanos, ids);
        intake = new Intake(writer, pulse, watchman);
    }

    /** Sends one report, with single quotes for double ones. */
    List<Receipt> report(String json) {
        var read = new EventReader(clock.instant(), ids).read(Json.read(json.replace('\'', '"')));
        return intake.accept(read.events());
    }

    /** Sends so many reports at once, each about a task of its own. */
    void reports(int count) {
        var reader = new EventReader(clock.instant(), ids);
        intake.accept(IntStream.range(0, count)
                .mapToObj(i -> reader.read(Json.read("{\"task\":\"many-" + i + "\",\"update\":\"on\"}")))
                .flatMap(read -> read.events().stream())
                .toList());
    }

    Known task(String id) {
        return board.known(new TaskId(id)).orElseThrow();
    }

    String attention(String id) {
        return task(id).sitrep().attention().value().word();
    }

    String phase(String id) {
        return task(id).sitrep().phase().value().word();
    }

    /** Lets time pass in ticks of a second, as the ticker would, with what it changes filed at each. */
    void pass(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            clock.advance(Duration.ofSeconds(1));
            settle();
            watchman.tick();
        }
        settle();
    }

    /** Waits until the writer has done all that was asked and the index is up to it. */
    void settle() {
        writer.settle().join();
    }

    @Override
    public void close() {
        feed.close();
        writer.close();
        store.close();
    }
}
