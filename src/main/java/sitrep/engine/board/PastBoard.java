package sitrep.engine.board;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.engine.contact.Contacts;
import sitrep.engine.known.KnownTask;
import sitrep.engine.known.Logbook;
import sitrep.store.EventLog;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;

/**
 * The board as it stood when a moment had been heard of, with the words of today: what changed since is folded from the
 * log up to there, all else stands as it does now. What is heard meanwhile is taken back at each {@link #upToDate}.
 */
public final class PastBoard {
    /** Most events that are taken back; reading them takes some seconds. */
    static final int EVENTS = 500_000;

    /** Most tasks that are folded again. */
    static final int TASKS = 5_000;

    private static final int AT_ONCE = 1_000;

    /** More has happened since than can be taken back. */
    public static final class TooFar extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooFar(String what) {
            super(what);
        }
    }

    private final Board board;
    private final Instant at;
    private final long place;
    private final UnfiledTasks then = new UnfiledTasks();
    private final Set<TaskId> seen = new HashSet<>();
    private final Contacts contacts = new Contacts();
    private final BoardTally tally;
    private long upTo;
    private int events;

    /**
     * Takes back all that was heard since.
     *
     * @throws TooFar if that is too much
     */
    public PastBoard(Board board, Instant at) {
        this.board = board;
        this.at = at;
        this.place = place(board, at);
        this.upTo = place;
        contact();
        var now = board.tally();
        upToDate();
        this.tally = tallied(now);
    }

    /** How it was counted before those changed that did. */
    private BoardTally tallied(BoardTally now) {
        var tally = now;
        for (var id : seen) {
            var known = board.known(id);
            if (known.isPresent()) tally = tally.without(known.get().sitrep());
            var before = Optional.ofNullable(then.changed().get(id));
            if (before.isPresent()) tally = tally.moved(List.of(), before.get().sitrep());
        }
        return tally;
    }

    /** Of a log that grows as time goes on: the last place of what was heard by then. */
    public static long place(Board board, Instant at) {
        var low = 0L;
        var high = board.seq();
        while (low < high) {
            var middle = low + (high - low) / 2;
            var next = board.after(middle, 1).stream().findFirst();
            var isLater = next.isEmpty() || next.get().event().heard().isAfter(at);
            if (isLater) high = middle;
            else low = next.get().seq();
        }
        return low;
    }

    private void contact() {
        Logbook.chunks(
                board.log().log()::ofSources,
                0,
                entries -> entries.stream()
                        .filter(entry -> entry.seq() <= place)
                        .forEach(entry -> contacts.hear(entry.event())));
    }

    /**
     * Takes back what was heard meanwhile, and whatever waits for the index.
     *
     * @throws TooFar if that is too much
     */
    public synchronized void upToDate() {
        board.lists().unfiled().changed().values().stream()
                .filter(known -> known.seq() <= place)
                .forEach(then::changed);
        for (var some = board.after(upTo, AT_ONCE); !some.isEmpty(); some = board.after(upTo, AT_ONCE)) {
            events += some.size();
            if (events > EVENTS) throw new TooFar("more than " + EVENTS + " events");
            some.forEach(this::takeBack);
            upTo = some.getLast().seq();
        }
    }

    private void takeBack(EventLog.Entry entry) {
        entry.event().task().map(board::idOf).filter(seen::add).ifPresent(id -> {
            if (seen.size() > TASKS) throw new TooFar("more than " + TASKS + " tasks");
            var before = task(board, id, place);
            before.ifPresentOrElse(then::changed, () -> then.gone(id));
        });
    }

    public Instant at() {
        return at;
    }

    /** The newest event of then. */
    public long seq() {
        return place;
    }

    /** The tasks that matched, in the order of the board. */
    public synchronized List<TaskIndex.Listed> page(TaskQuery query) {
        return then.page(board.filed(), query);
    }

    /** How many tasks there were of each sort. */
    public BoardTally tally() {
        return tally;
    }

    /** The sources that were out of contact. */
    public List<Contacts.Lost> lost() {
        return contacts.lost();
    }

    /** A task as it stood, if anything had been heard of it. */
    public static Optional<KnownTask> task(Board board, TaskId name, long place) {
        return board.log().task(board.idOf(name), place).known(place).filter(KnownTask::isHeard);
    }
}
