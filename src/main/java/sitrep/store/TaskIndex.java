package sitrep.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;

/** Where every task stands, for lists, filters, searches and deadlines. Made from the log and never ahead of it. */
public interface TaskIndex {

    /** Up to which event the index is complete, and by which version of the fold it was made. */
    record Mark(long seq, int version) {}

    /**
     * What a page shows of one task.
     *
     * @param json the task as lists show it, ready to be sent
     * @param seq the newest event that it takes into account
     */
    record Listed(BoardPlace place, String json, long seq) {}

    /** A settled task that ended, with every value that it can be picked out by. */
    record Aged(TaskId task, Instant ended, Set<Facet> facets) {}

    /** Where the index stands; zeros while it is empty. */
    Mark mark();

    /** Takes in what changed and moves the mark, all or nothing. Only one thread may at a time; another may append. */
    void put(IndexChange filing);

    /** The same for rows alone. */
    default void put(List<TaskRow> rows, Mark mark) {
        put(IndexChange.of(rows, mark));
    }

    /** For each name of a task that has several, the id that the task goes by. */
    Map<TaskId, TaskId> names();

    /**
     * What is known of these tasks as of their rows, as far as it was written down with them.
     */
    Map<TaskId, TaskState> states(Collection<TaskId> tasks);

    /** How long things lasted, up to the mark. */
    Map<Lasted.What, Histogram> lasted();

    /**
     * Forgets everything, in whatever state it is, so that it can be made anew. Only the thread that puts may call it.
     */
    void clear();

    /** Whether all that was read of it since it was last cleared could be read; if not, it had better be made anew. */
    default boolean isSound() {
        return true;
    }

    /** The tasks that match, in the order of the board, at most {@code query.limit()}. */
    List<Listed> page(TaskQuery query);

    /** Where those stand, at most so many, which may be more than a page has: nothing is read of what they show. */
    List<BoardPlace> places(TaskQuery query, int most);

    /** Words of tasks that another word was perhaps meant to be; of very many tasks only the newest are looked at. */
    Set<String> near(NearWords near);

    /** Tasks whose deadline, to the millisecond, is not after the given time, the longest due first. */
    List<TaskId> due(Instant now, int limit);

    /**
     * Settled tasks by when they ended, to the millisecond, the oldest first, only those before a time and behind one
     * that was answered before. Of those that ended together the order is fixed, but any.
     */
    List<Aged> aged(Instant before, Optional<Aged> behind, int limit);

    /**
     * What the tasks that ended came to, with at most so many of the slowest and of the most blocked. Of all that ended
     * within some days it is kept; of some of them it is counted per call.
     */
    Insights insights(InsightsScope scope, int most);

    /** How many tasks have each value of a facet; kept, not counted per call. */
    Map<String, Long> counts(String facet);
}
