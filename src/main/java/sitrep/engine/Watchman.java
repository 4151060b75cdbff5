package sitrep.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.Attention;
import sitrep.core.Event;
import sitrep.core.Fact;
import sitrep.core.Patience;
import sitrep.core.Place;
import sitrep.core.Task;
import sitrep.core.Watch;
import sitrep.store.Facet;
import sitrep.store.Query;
import sitrep.store.TaskIndex;

/**
 * Asks, on each tick, which of the tasks that are due have fallen silent, and sends what {@link Watch} decides through
 * the same door as everything else. Notices by its own clock when the host was suspended: then nobody is accused and
 * every run is granted one full limit.
 */
public final class Watchman {
    /** Most tasks looked at on one tick; the rest is next, for the longest due come first. */
    static final int SWEEP = 2_000;

    /** A tick that comes this late means that we were not running, not that the others were silent. */
    private static final Duration GAP = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Board board;
    private final Contacts contacts;
    private final Writer writer;
    private final Patience patience;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Set<Task.Id> heard = ConcurrentHashMap.newKeySet();
    private Instant lastTick;

    public Watchman(
            Board board,
            Contacts contacts,
            Writer writer,
            Patience patience,
            InstantSource clock,
            Supplier<String> ids) {
        this.board = board;
        this.contacts = contacts;
        this.writer = writer;
        this.patience = patience;
        this.clock = clock;
        this.ids = ids;
        this.lastTick = clock.instant();
        board.listenFrom(lastTick);
    }

    /** A run of this task gave a sign of life that is not in the log: a suspicion may have to be taken back. */
    void heard(Task.Id task) {
        var stuck = board.cached(task).map(known -> isDoubted(known.task())).orElse(false);
        if (stuck) heard.add(task);
    }

    /** Looks once. */
    public void tick() {
        var now = clock.instant();
        if (now.isAfter(lastTick.plus(GAP)) || now.isBefore(lastTick)) {
            LOG.info("Back after {}: every run is granted a full limit of silence", Duration.between(lastTick, now));
            board.listenFrom(now);
        }
        lastTick = now;
        contacts.takeReturned().forEach(this::rearm);
        var tasks = new ArrayList<>(board.due(now, SWEEP));
        tasks.addAll(heard);
        heard.clear();
        tasks.stream().distinct().forEach(task -> look(task, now));
    }

    /** While a source was out of contact its tasks had no deadline; now they have one again. */
    private void rearm(String source) {
        var query = new Query(
                Set.of(new Facet("source", source)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Query.LIMIT);
        for (var page = live(query); !page.isEmpty(); page = live(query.behind(Optional.of(page.getLast())))) {
            page.forEach(place -> writer.touch(place.task()));
        }
    }

    private List<Place> live(Query query) {
        return board.page(query).stream()
                .map(TaskIndex.Listed::place)
                .filter(place -> place.rank() != Attention.SETTLED.rank())
                .toList();
    }

    private void look(Task.Id id, Instant now) {
        board.known(id).ifPresent(known -> {
            var verdicts = Watch.look(known.task(), board.heard(known), patience, now);
            if (verdicts.isEmpty()) writer.touch(id);
            else writer.append(events(id, verdicts, now)).join();
        });
    }

    private List<Event> events(Task.Id task, List<Fact.OfTask> verdicts, Instant now) {
        return verdicts.stream()
                .map(fact -> new Event(new Event.Key(Event.OURS, ids.get()), Optional.of(task), now, now, fact))
                .toList();
    }

    private static boolean isDoubted(Task task) {
        return task.runs().values().stream()
                .anyMatch(run -> run.doubt().suspected().isPresent() && run.isLive());
    }
}
