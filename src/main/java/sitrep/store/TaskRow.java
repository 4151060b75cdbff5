package sitrep.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;

/**
 * One task as the index keeps it.
 *
 * @param facets every value it can be picked out by
 * @param text every text it can be found by
 * @param due when silence or a snooze may next need a verdict
 * @param ending how it ended, if it did
 * @param json the task as lists show it, ready to be sent
 * @param seq the newest event that it takes into account
 */
public record TaskRow(
        BoardPlace place,
        Instant lastUpdate,
        Set<Facet> facets,
        String text,
        Optional<Instant> due,
        Optional<TaskEnding> ending,
        String json,
        long seq) {

    public TaskRow {
        facets = Set.copyOf(facets);
    }

    public TaskId task() {
        return place.task();
    }
}
