package sitrep.engine.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.engine.board.Board;
import sitrep.engine.board.PastBoard;
import sitrep.engine.known.KnownTask;

/** The board at moments of the past. Whoever looks at one looks at it again, so the last few are kept. */
public final class PastBoards {
    private static final int KEPT = 8;

    private final Board board;
    private final Map<Instant, PastBoard> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, PastBoard> eldest) {
            return size() > KEPT;
        }
    };

    public PastBoards(Board board) {
        this.board = board;
    }

    /**
     * The board as of a moment that is over.
     *
     * @throws PastBoard.TooFar if more has happened since than can be taken back
     */
    public PastBoard at(Instant moment) {
        var past = of(moment);
        past.upToDate();
        return past;
    }

    /** One task as it stood, if anything had been heard of it. */
    public Optional<KnownTask> task(TaskId name, Instant moment) {
        return PastBoard.task(board, name, PastBoard.place(board, moment));
    }

    /** Two who look at the same moment at once may both make it; one of these is kept. */
    private PastBoard of(Instant moment) {
        synchronized (kept) {
            var known = kept.get(moment);
            if (known != null) return known;
        }
        var made = new PastBoard(board, moment);
        synchronized (kept) {
            kept.put(moment, made);
        }
        return made;
    }
}
