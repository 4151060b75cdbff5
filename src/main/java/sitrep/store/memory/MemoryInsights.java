package sitrep.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import sitrep.store.Insights;
import sitrep.store.Insights.Lasting;
import sitrep.store.Insights.Part;
import sitrep.store.Insights.Spent;
import sitrep.store.InsightsScope;
import sitrep.store.Millis;
import sitrep.store.SearchWords;
import sitrep.store.TaskEnding;
import sitrep.store.TaskRow;

/** Insights by looking at each task, which is fine for the few that fit into memory. */
final class MemoryInsights {
    private MemoryInsights() {}

    private record Ended(TaskRow row, TaskEnding ending) {
        Lasting lasting() {
            return new Lasting(row.json(), ending.took(), ending.waited());
        }
    }

    static Insights of(List<TaskRow> rows, InsightsScope scope, int most) {
        var words = scope.text().map(SearchWords::sought).orElse(List.of());
        var ended = rows.stream()
                .filter(row -> row.facets().containsAll(scope.facets()))
                .filter(row -> scope.took().matches(row.ending()))
                .filter(row -> SearchWords.match(words, SearchWords.of(row.text())))
                .flatMap(row -> row.ending().map(ending -> new Ended(row, ending)).stream())
                .filter(it -> scope.parts().partOf(it.ending().at()).isPresent())
                .toList();
        var parts = new TreeMap<Instant, Part>();
        ended.forEach(it -> add(
                parts.computeIfAbsent(scope.parts().partOf(it.ending().at()).orElseThrow(), Part::new), it.ending()));
        var times = ended.stream()
                .map(it -> Duration.ofMillis(Millis.of(it.ending().took())))
                .toList();
        return new Insights(
                List.copyOf(parts.values()),
                longest(ended, TaskEnding::took, most),
                longest(ended, TaskEnding::waited, most),
                scope.kept().isPresent() ? Optional.empty() : Insights.middle(times),
                false);
    }

    private static void add(Part part, TaskEnding ending) {
        add(part.outcomes(), ending.outcome(), ending.took());
        ending.phases().forEach((phase, time) -> add(part.phases(), phase, time));
        ending.waits().forEach((reason, time) -> add(part.waits(), reason, time));
    }

    private static <E> void add(Map<E, Spent> sum, E name, Duration time) {
        sum.merge(name, new Spent(1, Duration.ofMillis(Millis.of(time))), Spent::plus);
    }

    private static List<Lasting> longest(List<Ended> ended, Function<TaskEnding, Duration> by, int most) {
        return ended.stream()
                .filter(it -> Millis.of(by.apply(it.ending())) > 0)
                .sorted(Comparator.comparing((Ended it) -> by.apply(it.ending()))
                        .reversed())
                .limit(most)
                .map(Ended::lasting)
                .toList();
    }
}
