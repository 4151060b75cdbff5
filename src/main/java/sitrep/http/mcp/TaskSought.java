package sitrep.http.mcp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.engine.board.Board;
import sitrep.engine.board.TaskSearch;
import sitrep.engine.known.KnownTask;
import sitrep.http.exchange.Excerpt;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;

/**
 * Finds the one task that is meant, by its id or by its whole name. A part of a name is not enough, so that nobody
 * waits for another task than the one that is meant; what comes close is named.
 */
record TaskSought(Board board) {
    /** Most tasks that are named instead. */
    private static final int NAMED = 5;

    /** The task, or {@link Invalid} with those that could have been meant. */
    KnownTask one(String meant) {
        return byId(meant).orElseGet(() -> byName(meant));
    }

    private Optional<KnownTask> byId(String meant) {
        try {
            return board.known(new TaskId(meant));
        } catch (Invalid _) {
            return Optional.empty();
        }
    }

    private KnownTask byName(String meant) {
        var search = TaskSearch.of(board, TaskQuery.top(NAMED).saying(meant));
        if (search.exact().size() == 1) {
            var known = board.known(search.exact().getFirst().place().task());
            if (known.isPresent()) return known.get();
        }
        var others = search.exact().isEmpty() ? search.found() : search.exact();
        throw new Invalid("task", Excerpt.of(meant), allowed(others));
    }

    private static String allowed(List<Listed> others) {
        if (others.isEmpty()) return "the id or the whole name of a task; list_tasks has them";
        return "the id of a task, such as "
                + others.stream()
                        .limit(NAMED)
                        .map(task -> task.place().task().text())
                        .collect(Collectors.joining(", "));
    }
}
