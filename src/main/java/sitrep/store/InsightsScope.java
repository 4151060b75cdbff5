package sitrep.store;

import java.util.Set;

/**
 * Which of the tasks that ended insights are about.
 *
 * @param days when they ended
 * @param facets what all of them have
 * @param took how long they took; when they ended is not asked here
 */
public record InsightsScope(Days days, Set<Facet> facets, EndCondition took) {

    public InsightsScope {
        facets = Set.copyOf(facets);
    }

    /** Whatever ended within these days. */
    public static InsightsScope of(Days days) {
        return new InsightsScope(days, Set.of(), EndCondition.OR_NOT);
    }

    /** Whether it is about all that ended within the days. */
    public boolean isWhole() {
        return facets.isEmpty() && !took.isAsked();
    }
}
