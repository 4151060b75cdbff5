package sitrep.engine.simulation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import sitrep.core.event.Event;
import sitrep.core.keeping.Keeping;
import sitrep.core.patience.Patience;
import sitrep.engine.Intake;
import sitrep.engine.SettableClock;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.upkeep.Upkeep;
import sitrep.engine.watch.Watchman;
import sitrep.store.Store;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;

/** One life of a server on a disk, from its start to its crash. */
final class SimulatedServer {
    /** Of what ended successfully the details go after a few minutes, of all else a little later. */
    private static final Keeping KEEPING = new Keeping(
            List.of(new Keeping.Rule("outcome", "succeeded", Duration.ofMinutes(5))),
            Duration.ofMinutes(20),
            Duration.ofHours(2),
            Long.MAX_VALUE);

    final Board board;
    private final Contacts contacts = new Contacts();
    private final Writer writer;
    private final Watchman watchman;
    private final Intake intake;
    private final Upkeep upkeep;

    SimulatedServer(Store store, SettableClock clock, Supplier<String> ids) {
        this(store, clock, clock::nanos, ids);
    }

    /** @param nanos a time that only goes forward, and stands still while the host sleeps */
    SimulatedServer(Store store, InstantSource clock, LongSupplier nanos, Supplier<String> ids) {
        var pulse = new Pulse();
        board = new Board(store, pulse, contacts, Patience.USUAL);
        writer = new Writer(store, board, new Feed(), _ -> {});
        watchman = new Watchman(board, contacts, writer, Patience.USUAL, clock, nanos, ids);
        intake = new Intake(writer, pulse, watchman);
        upkeep = new Upkeep(store, board, writer, KEEPING, clock);
    }

    void accept(List<Event> events) {
        intake.accept(events);
    }

    /** Looks for silence, with all that was taken in filed before and all that came of it after. */
    void tick() {
        settle();
        watchman.tick();
        settle();
    }

    /** Lets go of what is old, as far as it gets. */
    void keepSmall() {
        upkeep.tick();
    }

    void settle() {
        writer.settle().join();
    }

    /** All tasks, page by page, as a person would turn them. */
    List<TaskIndex.Listed> pages() {
        var all = new java.util.ArrayList<TaskIndex.Listed>();
        var query = new TaskQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 3);
        for (var page = board.page(query);
                !page.isEmpty();
                page = board.page(query.behind(Optional.of(page.getLast().place())))) {
            all.addAll(page);
        }
        return all;
    }

    /** Ends its thread, which can do nothing more: its disk is out of reach. */
    void gone() {
        writer.close();
    }
}
