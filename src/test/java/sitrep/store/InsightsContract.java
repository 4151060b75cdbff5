package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.store.Insights.Lasting;
import sitrep.store.TaskIndex.Mark;

/** What insights must be in every store: those that looking at each task gives, whatever became of it meanwhile. */
public abstract class InsightsContract {
    private static final Mark MARK = new Mark(7, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Days ALL = new Days(DAY.minusDays(100), DAY.plusDays(100));

    @TempDir
    Path folder;

    private Store store;
    private final Map<TaskId, TaskRow> model = new HashMap<>();

    public abstract Store open(Path folder);

    @BeforeEach
    void open() {
        store = open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingEndedComesToNothing() {
        store.put(List.of(Samples.row("a", Samples.WORKING, 0)), MARK);
        assertEquals(Insights.NONE, store.insights(InsightsScope.of(ALL), 5));
    }

    @Test
    void aTaskThatGoesOnAgainIsNoLongerInIt() {
        store.put(List.of(ended("a", Duration.ofMinutes(3), Outcome.FAILED)), MARK);
        assertEquals(
                1,
                store.insights(InsightsScope.of(ALL), 5)
                        .outcomes()
                        .get(Outcome.FAILED)
                        .tasks());
        store.put(List.of(Samples.row("a", Samples.WORKING, 0)), MARK);
        assertEquals(Insights.NONE, store.insights(InsightsScope.of(ALL), 5));
        store.put(List.of(ended("a", Duration.ofMinutes(9), Outcome.SUCCEEDED)), MARK);
        var found = store.insights(InsightsScope.of(ALL), 5);
        assertEquals(Set.of(Outcome.SUCCEEDED), found.outcomes().keySet());
        assertEquals(Duration.ofMinutes(9), found.phases().get(Phase.TESTING).time());
        assertEquals(Duration.ofMinutes(9), found.slowest().getFirst().took());
        assertEquals(List.of(), found.blocked());
    }

    @Test
    void aClearedIndexHasNone() {
        store.put(List.of(ended("a", Duration.ofMinutes(3), Outcome.FAILED)), MARK);
        store.clear();
        assertEquals(Insights.NONE, store.insights(InsightsScope.of(ALL), 5));
        store.put(List.of(ended("a", Duration.ofMinutes(3), Outcome.FAILED)), MARK);
        assertEquals(
                1,
                store.insights(InsightsScope.of(ALL), 5)
                        .outcomes()
                        .get(Outcome.FAILED)
                        .tasks());
    }

    @Test
    void aStretchOfDaysHasALimit() {
        assertThrows(IllegalArgumentException.class, () -> new Days(DAY, DAY));
        assertThrows(IllegalArgumentException.class, () -> new Days(DAY, DAY.plusDays(Days.LIMIT + 1)));
        assertEquals(
                List.of(),
                store.insights(InsightsScope.of(new Days(DAY, DAY.plusDays(Days.LIMIT))), 1)
                        .parts());
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void theyAreThoseThatLookingAtEachTaskGives(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            put(random);
            var from = DAY.plusDays(random.nextInt(6));
            var scope = scope(parts(from, random), random);
            var found = store.insights(scope, 7);
            assertEquals(tasks(scope), tasks(found), () -> "seed " + seed);
            assertEquals(phases(scope), phases(found), () -> "seed " + seed);
            assertEquals(
                    longest(scope, TaskEnding::took),
                    found.slowest().stream().map(Lasting::took).toList());
            assertEquals(
                    longest(scope, TaskEnding::waited),
                    found.blocked().stream().map(Lasting::waited).toList());
        }
    }

    /** Of whatever has some facets of a task that there is, or took some time. */
    private InsightsScope scope(TimeParts parts, Random random) {
        var rows = List.copyOf(model.values());
        var facets = rows.get(random.nextInt(rows.size())).facets().stream()
                .filter(_ -> random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        var least = Optional.of(Duration.ofSeconds(random.nextInt(20))).filter(_ -> random.nextBoolean());
        var most = Optional.of(Duration.ofSeconds(5 + random.nextInt(20))).filter(_ -> random.nextBoolean());
        var words = Optional.of(rows.get(random.nextInt(rows.size())).text()).filter(_ -> random.nextInt(3) == 0);
        var took = new EndCondition(Optional.empty(), Optional.empty(), least, most);
        return new InsightsScope(parts, facets, words, took);
    }

    /** Days by UTC, or others, or some hours. */
    private static TimeParts parts(LocalDate from, Random random) {
        var days = TimeParts.of(new Days(from, from.plusDays(1 + random.nextInt(5))));
        return switch (random.nextInt(3)) {
            case 0 -> days;
            case 1 -> moved(days, Duration.ofMinutes(90));
            default ->
                new TimeParts(
                        IntStream.range(0, 30)
                                .mapToObj(hour -> days.starts().getFirst().plus(Duration.ofHours(hour)))
                                .toList(),
                        days.starts().getFirst().plus(Duration.ofHours(30)));
        };
    }

    private static TimeParts moved(TimeParts parts, Duration by) {
        return new TimeParts(
                parts.starts().stream().map(start -> start.plus(by)).toList(),
                parts.until().plus(by));
    }

    private void put(Random random) {
        var rows = IntStream.range(0, 40)
                .mapToObj(_ -> Samples.random(random, random.nextInt(120)))
                .toList();
        rows.forEach(row -> model.put(row.task(), row));
        store.put(rows, MARK);
    }

    private static TaskRow ended(String task, Duration took, Outcome outcome) {
        var at = Samples.START;
        var place = new BoardPlace(Attention.SETTLED.rank(), -at.toEpochMilli(), new TaskId(task));
        var ending = new TaskEnding(at, took, outcome, Map.of(Phase.TESTING, took), Map.of());
        var none = Optional.<Instant>empty();
        return new TaskRow(place, at, Set.of(), "", none, Optional.of(ending), "{}", 1);
    }

    private List<TaskEnding> endings(InsightsScope scope) {
        var words = scope.text().map(SearchWords::sought).orElse(List.of());
        return model.values().stream()
                .filter(row -> row.facets().containsAll(scope.facets()))
                .filter(row -> SearchWords.match(words, SearchWords.of(row.text())))
                .flatMap(row -> row.ending().stream())
                .filter(ending -> scope.took().matches(Optional.of(ending)))
                .filter(ending -> scope.parts().partOf(ending.at()).isPresent())
                .toList();
    }

    private Map<String, Long> tasks(InsightsScope scope) {
        var counts = new TreeMap<String, Long>();
        endings(scope)
                .forEach(ending -> counts.merge(
                        scope.parts().partOf(ending.at()).orElseThrow() + " " + ending.outcome(), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> tasks(Insights found) {
        var counts = new TreeMap<String, Long>();
        found.parts()
                .forEach(part -> part.outcomes()
                        .forEach((outcome, spent) -> counts.put(part.from() + " " + outcome, spent.tasks())));
        return counts;
    }

    private Map<Phase, Duration> phases(InsightsScope scope) {
        var sum = new TreeMap<Phase, Duration>();
        endings(scope)
                .forEach(ending -> ending.phases().forEach((phase, time) -> sum.merge(phase, time, Duration::plus)));
        return sum;
    }

    private static Map<Phase, Duration> phases(Insights found) {
        var sum = new TreeMap<Phase, Duration>();
        found.phases().forEach((phase, spent) -> sum.put(phase, spent.time()));
        return sum;
    }

    private List<Duration> longest(InsightsScope scope, Function<TaskEnding, Duration> by) {
        var all = new ArrayList<>(
                endings(scope).stream().map(by).filter(Duration::isPositive).toList());
        all.sort(Comparator.reverseOrder());
        return all.subList(0, Math.min(7, all.size()));
    }
}
