package sitrep.engine.upkeep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.core.keeping.Condensing;
import sitrep.core.sitrep.Attention;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.store.EventLog;
import sitrep.store.Facet;

/**
 * Works out what leaves the log of a task. A stub is folded like any task, only from fewer events; where that would
 * tell another story than the whole, the task is kept whole until all of it goes.
 */
final class Condenser {
    static final Facet STUB = KnownTask.STUB;

    private static final int AT_ONCE = 1_000;

    private final Board board;

    Condenser(Board board) {
        this.board = board;
    }

    private interface Taking {
        void take(EventLog.Entry entry);
    }

    /** All of a task but its stub. */
    Optional<Departing> condensed(TaskId id) {
        return settled(id).map(known -> {
            var condensing = new Condensing();
            each(known, entry -> condensing.add(entry.seq(), entry.event()));
            var leaving = condensing.leaving();
            var stub = leaving.isEmpty() ? Optional.<KnownTask>empty() : stub(known, leaving);
            var names = board.departures().names(id);
            return stub.isPresent()
                    ? new Departing(names, leaving, known, stub)
                    : new Departing(names, List.of(), known, Optional.of(known.asStub(known)));
        });
    }

    private Optional<KnownTask> stub(KnownTask known, List<Long> leaving) {
        return board.departures()
                .without(known.task().id(), new HashSet<>(leaving))
                .filter(known::isAlike)
                .map(stub -> stub.asStub(known));
    }

    /** All of a task. */
    Optional<Departing> gone(TaskId id) {
        return settled(id).map(known -> {
            var places = new ArrayList<Long>();
            each(known, entry -> places.add(entry.seq()));
            return new Departing(board.departures().names(id), List.copyOf(places), known, Optional.empty());
        });
    }

    private Optional<KnownTask> settled(TaskId id) {
        return board.atHand(id).filter(_ -> !board.isLoading(id)).filter(Condenser::isSettled);
    }

    private static boolean isSettled(KnownTask known) {
        return known.sitrep().attention().value() == Attention.SETTLED
                && known.sitrep().ended().isPresent();
    }

    /** Whether nothing was said of it since. Only the writer may ask. */
    boolean isAsItWas(Departing departing) {
        var before = departing.before();
        var id = before.task().id();
        return board.idOf(id).equals(id)
                && board.departures().names(id).equals(departing.names())
                && settled(id).filter(known -> known.seq() == before.seq()).isPresent();
    }

    private void each(KnownTask known, Taking taking) {
        var id = known.task().id();
        for (var some = board.log().events(id, 0, AT_ONCE); !some.isEmpty(); ) {
            some.forEach(taking::take);
            some = board.log().events(id, some.getLast().seq(), AT_ONCE);
        }
    }
}
