package sitrep.engine.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.TaskId;
import sitrep.core.keeping.Keeping;
import sitrep.core.keeping.Keeping.Pressure;
import sitrep.core.keeping.Kept;
import sitrep.engine.board.Board;
import sitrep.engine.board.Departures;
import sitrep.engine.board.Writer;
import sitrep.store.Facet;
import sitrep.store.Learnt;
import sitrep.store.Parting;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex.Aged;

/**
 * Keeps the log small. On each tick it looks at a few more of the settled tasks, from the one that ended first on, and
 * lets go of those whose time is over: of their details, or of all of them. Their events leave the log at once and
 * together, between two groups of the writer's, and only if nothing was said of them meanwhile; from the disk they are
 * taken in small steps.
 */
public final class Upkeep {
    /** Tasks that are looked at in one go, and most that are dealt with together. */
    private static final int LOOK = 200;

    /** Small steps on the disk in one tick. */
    private static final int SWEEPS = 20;

    /** From when all were looked at to the next time, unless something is kept for a shorter time. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** How often it is measured what there is: what is shown must not contradict what was just seen to come. */
    private static final Duration MEASURE = Duration.ofSeconds(2);

    /** And how it grows, for which the log is searched. */
    private static final Duration MEASURE_GROWTH = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Store store;
    private final Board board;
    private final Writer writer;
    private final Keeping keeping;
    private final InstantSource clock;
    private final Condenser condenser;
    private Optional<Aged> behind = Optional.empty();
    private Instant next = Instant.MIN;
    private Pressure pressure = Pressure.NONE;
    private final Growth growth;
    private Instant measured = Instant.EPOCH;
    private Instant grown = Instant.EPOCH;
    private OptionalDouble perDay = OptionalDouble.empty();
    private boolean isFailing;
    private volatile Optional<Kept> kept = Optional.empty();

    public Upkeep(Store store, Board board, Writer writer, Keeping keeping, InstantSource clock) {
        this.store = store;
        this.board = board;
        this.writer = writer;
        this.keeping = keeping;
        this.clock = clock;
        this.condenser = new Condenser(board);
        this.growth = new Growth(store);
    }

    /** What is kept, as it was a little while ago; nothing before the first look. */
    public Optional<Kept> kept() {
        return kept;
    }

    private void measure(Instant now) {
        if (now.isBefore(measured.plus(MEASURE))) return;
        measured = now;
        var size = store.size();
        if (!now.isBefore(grown.plus(MEASURE_GROWTH))) {
            grown = now;
            perDay = growth.perDay(now);
        }
        kept = Optional.of(new Kept(
                size.events(),
                size.log(),
                size.index(),
                perDay.isPresent()
                        ? OptionalLong.of((long) (perDay.getAsDouble() * size.perEvent()))
                        : OptionalLong.empty(),
                keeping));
    }

    /** Goes on with whatever there is to do, for a short while. What fails is tried again. */
    public void tick() {
        try {
            goOn();
            isFailing = false;
        } catch (StoreFailure e) {
            if (!isFailing) LOG.error("Nothing old can be let go of; that is tried again: {}", e.getMessage());
            isFailing = true;
        }
    }

    private void goOn() {
        if (writer.trouble().isPresent()) return;
        measure(clock.instant());
        if (store.parting().isPresent() && !isOver()) return;
        for (var step = 0; step < SWEEPS && store.sweep(); step++) {
            // A few milliseconds each.
        }
        look(clock.instant());
    }

    /** Brings up the index by what left the log, takes that from the disk, and says that it is over once it is. */
    private boolean isOver() {
        writer.settle().join();
        for (var step = 0; step < SWEEPS; step++) {
            if (!store.sweep()) break;
        }
        return writer.trouble().isEmpty() && store.parted();
    }

    private void look(Instant now) {
        if (now.isBefore(next)) return;
        var isTooMuch = store.size().bytes() > keeping.bytes();
        if (!isTooMuch) pressure = Pressure.NONE;
        else if (pressure == Pressure.NONE) press(Pressure.SOME);
        var aged = store.aged(now.minus(keeping.shortest(pressure)), behind, LOOK);
        if (aged.isEmpty()) {
            endOfRound(now, isTooMuch);
            return;
        }
        behind = Optional.of(aged.getLast());
        part(aged.stream().flatMap(one -> departing(one, now).stream()).toList());
    }

    /** Begins anew from the oldest. */
    private void press(Pressure more) {
        pressure = more;
        behind = Optional.empty();
    }

    private void endOfRound(Instant now, boolean isTooMuch) {
        var isMore = isTooMuch && pressure == Pressure.SOME;
        press(isMore ? Pressure.MUCH : pressure);
        var shortest = keeping.shortest(Pressure.NONE).dividedBy(4);
        if (!isMore) next = now.plus(shortest.compareTo(PAUSE) < 0 ? shortest : PAUSE);
    }

    private Optional<Departing> departing(Aged aged, Instant now) {
        var age = Duration.between(aged.ended(), now);
        var isStub = aged.facets().contains(Condenser.STUB);
        var fate = keeping.fate(age, (name, value) -> aged.facets().contains(new Facet(name, value)), isStub, pressure);
        return switch (fate) {
            case STAYS -> Optional.empty();
            case CONDENSED -> condenser.condensed(aged.task());
            case GOES -> condenser.gone(aged.task());
        };
    }

    /** Between two groups of events, so that nobody sees anything in between. As many as one parting takes. */
    private void part(List<Departing> all) {
        var some = new ArrayList<Departing>();
        var places = 0;
        for (var one : all) {
            places += one.places().size();
            if (!some.isEmpty() && places > Parting.EVENTS) break;
            some.add(one);
        }
        if (some.isEmpty()) return;
        if (some.size() < all.size()) behind = Optional.empty();
        writer.between(() -> leave(some.stream().filter(condenser::isAsItWas).toList()))
                .join();
    }

    private void leave(List<Departing> all) {
        var leaving = all.stream().filter(one -> !one.places().isEmpty()).toList();
        if (!leaving.isEmpty()) {
            var names = leaving.stream().flatMap(one -> one.names().stream()).collect(Collectors.<TaskId>toSet());
            var places = new TreeSet<Long>();
            leaving.forEach(one -> places.addAll(one.places()));
            store.part(
                    new Parting(names, List.copyOf(places)),
                    new Learnt(board.usuals().own(), board.seq()));
            LOG.info("{} events of {} settled tasks left the log", places.size(), leaving.size());
        }
        board.left(all.stream()
                .map(one -> new Departures.Left(one.before(), one.after()))
                .toList());
    }
}
