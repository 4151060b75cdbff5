package sitrep.engine.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.Board;
import sitrep.store.Facet;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;

/** The tasks of a source that may go on, page by page. */
record OpenTasks(Board board) {

    /** Hands out each that has not settled, and those that an operator put aside while they go on. */
    void each(String source, Consumer<TaskId> then) {
        var its = new Facet("source", source);
        each(Set.of(its), Attention.SETTLED.rank(), then);
        var aside = new Facet("attention", Attention.SETTLED.word());
        Arrays.stream(Phase.values())
                .filter(phase -> phase.kind() != Phase.Kind.ENDED)
                .forEach(phase ->
                        each(Set.of(its, aside, new Facet("phase", phase.word())), Attention.SETTLED.rank() + 1, then));
    }

    /** All of these up to a rank of attention, which is the first thing that they are sorted by. */
    private void each(Set<Facet> facets, int end, Consumer<TaskId> then) {
        var query = new TaskQuery(
                facets, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), TaskQuery.LIMIT);
        for (var page = before(end, query);
                !page.isEmpty();
                page = before(end, query.behind(Optional.of(page.getLast())))) {
            page.forEach(place -> then.accept(place.task()));
        }
    }

    private List<BoardPlace> before(int end, TaskQuery query) {
        return board.page(query).stream()
                .map(TaskIndex.Listed::place)
                .filter(place -> place.rank() < end)
                .toList();
    }
}
