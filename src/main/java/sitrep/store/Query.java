package sitrep.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sitrep.core.Place;

/**
 * Which tasks to list. All conditions must hold; the order is that of the board.
 *
 * @param text words that must all occur in the task's texts, each as the beginning of a word
 * @param from only tasks last updated then or later
 * @param until only tasks last updated before then
 * @param after only tasks behind this place: where the page before ended
 */
public record Query(
        Set<Facet> facets,
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Place> after,
        int limit) {

    /** Most tasks on one page. */
    public static final int LIMIT = 500;

    public Query {
        facets = Set.copyOf(facets);
    }

    /** The first tasks of the board. */
    public static Query top(int limit) {
        return new Query(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
