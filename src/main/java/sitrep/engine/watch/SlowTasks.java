package sitrep.engine.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.sitrep.Attention;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;

/**
 * The tasks that take far longer than those like them: noticed once each, of those in memory. Who waits for a person is
 * not asked after. All are gone through once a minute, or as often as can be: each look takes the next few of them and
 * asks how long those like it took for a few sorts of task, so that no look holds up the watch. What was asked is
 * remembered for ten minutes.
 */
final class SlowTasks {
    /** How often a round begins: being slow is nothing of a second. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** How long it is remembered what those like a task took. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** Most tasks in one look. */
    static final int SLICE = 2_000;

    /** Most sorts of task that are asked about in one look. */
    static final int ASKED = 2;

    /** Most sorts of task that are asked about in one round; the others are left for the next. */
    private static final int ROUND = 100;

    private record Peers(Optional<ExpectedTime> expected, Instant asked) {}

    private final Board board;
    private final Map<String, Peers> peers = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private Iterator<KnownTask> round = Collections.emptyIterator();
    private Optional<KnownTask> next = Optional.empty();
    private Instant began = Instant.MIN;
    private int asked;

    SlowTasks(Board board) {
        this.board = board;
    }

    /** A remark on a task. */
    record Noticed(TaskId task, Fact.SlowNoticed fact) {}

    /** What is to be said of the next few of them now. Once it is said it is not found again. */
    List<Noticed> look(Instant now) {
        if (next.isEmpty() && !round.hasNext() && !begin(now)) return List.of();
        var noticed = new ArrayList<Noticed>();
        var asks = 0;
        for (var i = 0; i < SLICE && (next.isPresent() || round.hasNext()); i++) {
            var known = next.orElseGet(round::next);
            next = Optional.of(known);
            if (isInQuestion(known, now)) {
                var isToAsk = isStale(known, now) && asked < ROUND;
                if (isToAsk && asks == ASKED) return noticed;
                if (isToAsk) asks += ask(known, now);
                slow(known, now).ifPresent(noticed::add);
            }
            next = Optional.empty();
        }
        return noticed;
    }

    /** Begins a round if it is time to; what was met in none of the last is forgotten. */
    private boolean begin(Instant now) {
        if (now.isBefore(began.plus(EVERY)) && !now.isBefore(began)) return false;
        peers.keySet().retainAll(met);
        met.clear();
        asked = 0;
        began = now;
        round = board.inMemory();
        return true;
    }

    private boolean isStale(KnownTask known, Instant now) {
        met.add(known.like());
        return peers(known).map(it -> it.asked().isBefore(now.minus(FRESH))).orElse(true);
    }

    private Optional<Peers> peers(KnownTask known) {
        return Optional.ofNullable(peers.get(known.like()));
    }

    private int ask(KnownTask known, Instant now) {
        peers.put(known.like(), new Peers(board.expected(known), now));
        asked++;
        return 1;
    }

    private Optional<Noticed> slow(KnownTask known, Instant now) {
        return peers(known)
                .flatMap(Peers::expected)
                .flatMap(expected -> expected.slow(begun(known), now))
                .map(fact -> new Noticed(known.task().id(), fact));
    }

    private static boolean isInQuestion(KnownTask known, Instant now) {
        return known.sitrep().ended().isEmpty()
                && known.task().slow().isEmpty()
                && begun(known).isBefore(now.minus(EVERY))
                && known.sitrep().attention().value() != Attention.NEEDS_YOU;
    }

    private static Instant begun(KnownTask known) {
        return known.sitrep().created().value();
    }

    /** As an event of ours. */
    static Event event(Noticed noticed, String id, Instant now) {
        return new Event(new Event.Key(Event.OURS, id), Optional.of(noticed.task()), now, now, noticed.fact());
    }
}
