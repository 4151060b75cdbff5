package sitrep.core.notice;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of which tasks a target is told, by the words that the board is filtered by: all that is set has to fit. A source
 * that is out of contact has neither an owner nor labels, so a target that asks for one of those is told of none.
 */
public record NoticeFilter(Optional<String> owner, Optional<String> source, Set<String> labels) {
    /** Nothing is set: told of all. */
    public static final NoticeFilter ALL = new NoticeFilter(Optional.empty(), Optional.empty(), Set.of());

    /**
     * What a task can be picked out by.
     *
     * @param labels each as in {@code release:2.4}
     */
    public record Traits(Optional<String> owner, Set<String> sources, Set<String> labels) {
        public static final Traits NONE = new Traits(Optional.empty(), Set.of(), Set.of());

        public Traits {
            sources = Set.copyOf(sources);
            labels = Set.copyOf(labels);
        }

        /** Those of a source itself. */
        public static Traits ofSource(String source) {
            return new Traits(Optional.empty(), Set.of(source), Set.of());
        }
    }

    public NoticeFilter {
        labels = Set.copyOf(labels);
    }

    boolean takes(Traits traits) {
        return owner.map(it -> traits.owner().filter(it::equals).isPresent()).orElse(true)
                && source.map(traits.sources()::contains).orElse(true)
                && traits.labels().containsAll(labels);
    }

    /** As in {@code owner Dana, label release:2.4}; empty for all. */
    public String spoken() {
        var parts = new ArrayList<String>();
        owner.ifPresent(it -> parts.add("owner " + it));
        source.ifPresent(it -> parts.add("source " + it));
        labels.stream().sorted().map(it -> "label " + it).forEach(parts::add);
        return parts.stream().collect(Collectors.joining(", "));
    }
}
