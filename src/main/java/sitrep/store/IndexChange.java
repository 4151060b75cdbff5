package sitrep.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.TaskIndex.Mark;

/**
 * What is to be changed in the index, all of it at once.
 *
 * @param rows of several of one task the last one counts
 * @param gone tasks that are none of their own any more, for they joined another or left the log: what went by their
 *     ids goes by nothing, where the names do not say by what
 * @param names for each name of such a joined task, the id that it goes by
 * @param states what is known of the tasks with a row here, written down; of one that is not among it nothing is kept
 * @param lasted how long some things lasted up to the mark, in the place of what was kept of them
 * @param mark up to which event the index is complete then
 */
public record IndexChange(
        List<TaskRow> rows,
        Set<TaskId> gone,
        Map<TaskId, TaskId> names,
        Map<TaskId, TaskState> states,
        Map<Lasted.What, Histogram> lasted,
        Mark mark) {

    /** One of rows alone. */
    public static IndexChange of(List<TaskRow> rows, Mark mark) {
        return new IndexChange(rows, Set.of(), Map.of(), Map.of(), Map.of(), mark);
    }
}
