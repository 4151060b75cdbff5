package sitrep.store.memory;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import sitrep.store.Days;
import sitrep.store.Insights;
import sitrep.store.Insights.Day;
import sitrep.store.Insights.Lasting;
import sitrep.store.Insights.Spent;
import sitrep.store.InsightsScope;
import sitrep.store.Millis;
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
        var ended = rows.stream()
                .filter(row -> row.facets().containsAll(scope.facets()))
                .filter(row -> scope.took().matches(row.ending()))
                .flatMap(row -> row.ending().map(ending -> new Ended(row, ending)).stream())
                .filter(it -> scope.days().has(Days.of(it.ending().at())))
                .toList();
        var byDay = new TreeMap<LocalDate, Day>();
        ended.forEach(it -> add(byDay.computeIfAbsent(Days.of(it.ending().at()), Day::new), it.ending()));
        return new Insights(
                List.copyOf(byDay.values()),
                longest(ended, TaskEnding::took, most),
                longest(ended, TaskEnding::waited, most),
                false);
    }

    private static void add(Day day, TaskEnding ending) {
        add(day.outcomes(), ending.outcome(), ending.took());
        ending.phases().forEach((phase, time) -> add(day.phases(), phase, time));
        ending.waits().forEach((reason, time) -> add(day.waits(), reason, time));
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
