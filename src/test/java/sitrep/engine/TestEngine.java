package sitrep.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.engine.Intake.Receipt;
import sitrep.engine.act.Acts;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.known.KnownTask;
import sitrep.engine.watch.Watchman;
import sitrep.json.EventReader;
import sitrep.json.Ids;
import sitrep.json.Json;
import sitrep.store.Store;
import sitrep.store.memory.MemoryStore;

/** The whole engine on a store, with a clock to set and reports to send. */
public final class TestEngine implements AutoCloseable {
    public final SettableClock clock = new SettableClock();
    public final Store store;
    final Pulse pulse = new Pulse();
    public final Contacts contacts = new Contacts();
    public final Feed feed = new Feed();
    public final Board board;
    public final Writer writer;
    public final Watchman watchman;
    public final Intake intake;
    public final Acts acts;
    public final Ids ids = new Ids(clock);
    public final AtomicInteger broken = new AtomicInteger();

    public TestEngine() {
        this(new MemoryStore());
    }

    public TestEngine(Store store) {
        this.store = store;
        board = new Board(store, pulse, contacts, Patience.USUAL);
        writer = new Writer(store, board, feed, _ -> broken.incrementAndGet());
        watchman = new Watchman(board, contacts, writer, Patience.USUAL, clock, clock::nanos, ids);
        intake = new Intake(writer, pulse, watchman);
        acts = new Acts(board, writer, clock, ids);
    }

    /** Sends one report, with single quotes for double ones. */
    public List<Receipt> report(String json) {
        var read = new EventReader(clock.instant(), ids).read(Json.read(json.replace('\'', '"')));
        return intake.accept(read.events());
    }

    /** Sends so many reports at once, each about a task of its own. */
    public void reports(int count) {
        var reader = new EventReader(clock.instant(), ids);
        intake.accept(IntStream.range(0, count)
                .mapToObj(i -> reader.read(Json.read("{\"task\":\"many-" + i + "\",\"update\":\"on\"}")))
                .flatMap(read -> read.events().stream())
                .toList());
    }

    public KnownTask task(String id) {
        return board.known(new TaskId(id)).orElseThrow();
    }

    public String attention(String id) {
        return task(id).sitrep().attention().value().word();
    }

    public String phase(String id) {
        return task(id).sitrep().phase().value().word();
    }

    /** Lets time pass in ticks of a second, as the ticker would, with what it changes filed at each. */
    public void pass(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            clock.advance(Duration.ofSeconds(1));
            settle();
            watchman.tick();
        }
        settle();
    }

    /** Waits until the writer has done all that was asked and the index is up to it. */
    public void settle() {
        writer.settle().join();
    }

    @Override
    public void close() {
        feed.close();
        acts.close();
        writer.close();
        store.close();
    }
}
