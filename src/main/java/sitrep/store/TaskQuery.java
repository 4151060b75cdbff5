package sitrep.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sitrep.core.sitrep.BoardPlace;

/**
 * Which tasks to list. All conditions must hold; the order is that of the board. Times are compared by milliseconds.
 *
 * @param text words that must all occur in the task's texts, each as the beginning of a word; of very many matches a
 *     store may look only at the newest tasks
 * @param from only tasks last updated then or later
 * @param until only tasks last updated before then
 * @param ended what must hold of their end
 * @param after only tasks behind this place: where the page before ended
 */
public record TaskQuery(
        Set<Facet> facets,
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> until,
        EndCondition ended,
        Optional<BoardPlace> after,
        int limit) {

    /** Most tasks on one page. */
    public static final int LIMIT = 500;

    public TaskQuery {
        facets = Set.copyOf(facets);
        if (limit < 1 || limit > LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT + " tasks, not " + limit);
        }
    }

    /** Without a condition on the end. */
    public TaskQuery(
            Set<Facet> facets,
            Optional<String> text,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<BoardPlace> after,
            int limit) {
        this(facets, text, from, until, EndCondition.OR_NOT, after, limit);
    }

    /**
     * Whether a task is among those asked for, its place apart.
     *
     * @param ending how it ended, asked for only when the query has conditions on that
     * @param text every text it can be found by, asked for only when the query has words
     */
    public boolean matches(
            Set<Facet> has, Instant lastUpdate, Supplier<Optional<TaskEnding>> ending, Supplier<String> text) {
        var updated = Millis.of(lastUpdate);
        return has.containsAll(facets)
                && from.map(time -> updated >= Millis.of(time)).orElse(true)
                && until.map(time -> updated < Millis.of(time)).orElse(true)
                && (!ended.isAsked() || ended.matches(ending.get()))
                && this.text
                        .map(sought -> SearchWords.match(SearchWords.sought(sought), SearchWords.of(text.get())))
                        .orElse(true);
    }

    /** The same from another place on. */
    public TaskQuery behind(Optional<BoardPlace> place) {
        return new TaskQuery(facets, text, from, until, ended, place, limit);
    }

    /** The same, but so many. */
    public TaskQuery first(int tasks) {
        return new TaskQuery(facets, text, from, until, ended, after, tasks);
    }

    /** The same with other facets. */
    public TaskQuery having(Set<Facet> others) {
        return new TaskQuery(others, text, from, until, ended, after, limit);
    }

    /** The same with other words. */
    public TaskQuery saying(String words) {
        return new TaskQuery(facets, Optional.of(words), from, until, ended, after, limit);
    }

    /** Whether there is no condition at all. */
    public boolean isOfAll() {
        return isOfFacets(0);
    }

    /** Whether so many facets are all that is asked for. */
    public boolean isOfFacets(int count) {
        return facets.size() == count && text.isEmpty() && from.isEmpty() && until.isEmpty() && !ended.isAsked();
    }

    /** The first tasks of the board. */
    public static TaskQuery top(int limit) {
        return new TaskQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
