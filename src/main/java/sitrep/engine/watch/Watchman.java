package sitrep.engine.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.core.silence.OverdueWaits;
import sitrep.core.silence.Watch;
import sitrep.core.sitrep.Afterlife;
import sitrep.core.task.Task;
import sitrep.engine.board.Board;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.known.KnownTask;

/**
 * Asks, on each tick, which of the tasks that are due have fallen silent, and sends what {@link Watch} decides through
 * the same door as everything else, all of it at once. Notices by its own clocks when the host slept or its time was
 * set: then nobody is accused and every run is granted one full limit.
 */
public final class Watchman {
    /** Tasks looked at in one go, and verdicts sent at once; the longest due come first. */
    static final int SWEEP = 2_000;

    /** How often in one tick, at most: what is still due then is first on the next. */
    private static final int SWEEPS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Board board;
    private final SlowTasks laggards;
    private final Contacts contacts;
    private final Writer writer;
    private final Patience patience;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Supplier<String> ids;
    private final Set<TaskId> heard = ConcurrentHashMap.newKeySet();

    /** Sources that were lost or found, until their tasks are dealt with. */
    private final Set<String> changed = new LinkedHashSet<>();

    private Instant lastTick;
    private long lastNanos;

    /** @param nanos a time that only goes forward, and stands still while the host sleeps */
    public Watchman(
            Board board,
            Contacts contacts,
            Writer writer,
            Patience patience,
            InstantSource clock,
            LongSupplier nanos,
            Supplier<String> ids) {
        this.board = board;
        this.laggards = new SlowTasks(board);
        this.contacts = contacts;
        this.writer = writer;
        this.patience = patience;
        this.clock = clock;
        this.nanos = nanos;
        this.ids = ids;
        this.lastTick = clock.instant();
        this.lastNanos = nanos.getAsLong();
        board.listenFrom(lastTick);
        contacts.listenFrom(lastTick);
    }

    /**
     * A run of this task gave a sign of life that is not in the log: a verdict may have to be taken back. Of a task
     * that is not in memory that is seen when it is looked at; of more than a sweep of those, at a later sign.
     */
    public void heard(TaskId task) {
        var cached = board.cached(task);
        var matters = cached.map(known -> Watch.awaitsSign(known.task())).orElse(heard.size() < SWEEP);
        if (matters) heard.add(task);
    }

    /** Looks once. */
    public void tick() {
        var now = clock.instant();
        noticeInterruption(now, nanos.getAsLong());
        contacts.lookForSilent(now);
        changed.addAll(contacts.takeChanged());
        changed.forEach(this::rearm);
        changed.clear();
        lookAtDoubted(now);
        var due = board.due(now, SWEEP);
        look(due, now);
        for (var sweep = 1; sweep < SWEEPS && due.size() == SWEEP; sweep++) {
            writer.settle().join();
            due = board.due(now, SWEEP);
            look(due, now);
        }
        remark(now);
    }

    /** What cannot be looked at now is looked at the next time. */
    private void lookAtDoubted(Instant now) {
        var doubted = List.copyOf(heard);
        heard.removeAll(doubted);
        try {
            look(doubted, now);
        } catch (RuntimeException e) {
            heard.addAll(doubted);
            throw e;
        }
    }

    private void remark(Instant now) {
        var remarks = laggards.look(now).stream()
                .map(noticed -> SlowTasks.event(noticed, ids.get(), now))
                .toList();
        if (!remarks.isEmpty()) writer.append(remarks).join();
    }

    private void noticeInterruption(Instant now, long nanosNow) {
        var happened =
                WatchInterruption.between(Duration.between(lastTick, now), Duration.ofNanos(nanosNow - lastNanos));
        happened.ifPresent(what -> {
            LOG.info("Every run is granted a full limit of silence: {}", what);
            board.listenFrom(now);
            contacts.listenFrom(now);
        });
        lastTick = now;
        lastNanos = nanosNow;
    }

    /** A source gave a sign of life that is not in the log. */
    public void heardOf(String source, Instant heard) {
        contacts.beat(source, heard);
    }

    /**
     * A source listed all the runs that it has. What it leaves out is lost, which is durable when this returns; what it
     * names gave a sign of life. Answers how many are lost.
     */
    public int listed(Event event, Fact.SourceListed list, Pulse pulse) {
        heardOf(event.key().source(), event.heard());
        var call = new RollCall(board, pulse, event, list);
        call.beat().forEach(this::heard);
        var missing = call.missing(ids);
        if (!missing.isEmpty()) writer.append(missing).join();
        return missing.size();
    }

    /** Whether this sign of life is of a run that is said to have ended, as far as that is at hand. */
    public boolean contradictsAnEnd(Event heartbeat) {
        return board.atHand(heartbeat.task().orElseThrow())
                .filter(known -> Afterlife.isNews(known.task(), heartbeat))
                .isPresent();
    }

    /** Whether this says no more than that its source is still there, as it promised. */
    public boolean isSignOfLife(Event event) {
        return event.fact() instanceof Fact.SourceSeen seen
                && contacts.isKnown(event.key().source(), seen);
    }

    /**
     * While a source is out of contact its tasks have no deadline, nor is any suspected; then they have one again. That
     * goes for those, too, that an operator put aside while they go on.
     */
    private void rearm(String source) {
        new OpenTasks(board).each(source, writer::touch);
    }

    /** Verdicts become durable together: one at a time, each would wait for the disk. */
    private void look(List<TaskId> tasks, Instant now) {
        var verdicts = new ArrayList<Event>();
        for (var id : tasks) {
            var known = board.atHand(id);
            if (known.isEmpty() && board.isLoading(id)) continue;
            var said = known.map(it -> verdicts(it, now)).orElse(List.of());
            if (said.isEmpty()) writer.touch(id);
            verdicts.addAll(said);
        }
        if (!verdicts.isEmpty()) writer.append(verdicts).join();
    }

    private List<Event> verdicts(KnownTask known, Instant now) {
        var task = known.task();
        var watched =
                Watch.look(task, board.heard(known), patience, now).stream().map(fact -> event(task, fact, now, now));
        var waits = OverdueWaits.look(task, board::ended, now).stream()
                .map(over -> event(task, over.fact(), over.at(), now));
        return Stream.concat(watched, waits).toList();
    }

    private Event event(Task task, Fact fact, Instant at, Instant now) {
        return new Event(new Event.Key(Event.OURS, ids.get()), Optional.of(task.id()), at, now, fact);
    }
}
