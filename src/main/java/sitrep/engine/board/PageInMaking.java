package sitrep.engine.board;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import sitrep.core.sitrep.BoardPlace;
import sitrep.engine.known.KnownTask;
import sitrep.store.TaskIndex.Listed;

/** The first so many tasks of those that are added, in the order of the board. Only those are written in the end. */
final class PageInMaking {
    private final int limit;
    private final TreeMap<BoardPlace, Supplier<Listed>> first = new TreeMap<>();

    PageInMaking(int limit) {
        this.limit = limit;
    }

    void add(KnownTask known) {
        add(known.place(), () -> new Listed(known.place(), known.json(), known.seq()));
    }

    void add(Listed row) {
        add(row.place(), () -> row);
    }

    private void add(BoardPlace place, Supplier<Listed> row) {
        if (!isOpenBehind(place)) return;
        first.put(place, row);
        if (first.size() > limit) first.pollLastEntry();
    }

    /** Whether a task behind this place might be among them. */
    boolean isOpenBehind(BoardPlace place) {
        return first.size() < limit || first.lastKey().compareTo(place) > 0;
    }

    List<Listed> rows() {
        return first.values().stream().map(Supplier::get).toList();
    }
}
