package sitrep.store;

import java.util.Optional;
import java.util.Set;

/**
 * Which of the tasks that ended insights are about.
 *
 * @param parts when they ended, and in which parts that is told
 * @param facets what all of them have
 * @param text words that must all occur in their texts
 * @param took how long they took; when they ended is not asked here
 */
public record InsightsScope(TimeParts parts, Set<Facet> facets, Optional<String> text, EndCondition took) {

    public InsightsScope {
        facets = Set.copyOf(facets);
    }

    /** Whatever ended within these days. */
    public static InsightsScope of(Days days) {
        return new InsightsScope(TimeParts.of(days), Set.of(), Optional.empty(), EndCondition.OR_NOT);
    }

    /** Whether it is about all that ended within its time. */
    private boolean isWhole() {
        return facets.isEmpty() && text.isEmpty() && !took.isAsked();
    }

    /** The days by UTC of which it asks for all: what they came to is kept. */
    public Optional<Days> kept() {
        return isWhole() ? parts.days() : Optional.empty();
    }
}
