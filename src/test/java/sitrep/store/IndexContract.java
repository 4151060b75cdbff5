package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskIndex.Mark;

/** What every index of tasks must do. */
public abstract class IndexContract {
    private static final Mark MARK = new Mark(7, 1);

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
    void anEmptyIndexHasNothing() {
        assertEquals(new Mark(0, 0), store.mark());
        assertEquals(List.of(), store.page(TaskQuery.top(10)));
        assertEquals(Map.of(), store.counts("phase"));
        assertEquals(List.of(), store.due(Instant.MAX, 10));
    }

    @Test
    void puttingMovesTheMarkAlsoWithoutRows() {
        store.put(List.of(), new Mark(5, 2));
        assertEquals(new Mark(5, 2), store.mark());
        store.put(List.of(Samples.row("a", 0, 0)), new Mark(9, 3));
        assertEquals(new Mark(9, 3), store.mark());
    }

    @Test
    void howLongThingsLastedIsKeptToTheMarkAndForgottenWithTheIndex() {
        var model = new Lasted.What(Lasted.Sort.SILENCE, WorkerKind.MAIN, "model");
        var whole = new Lasted.What(Lasted.Sort.TOTAL, WorkerKind.PROCESS, "");
        var one = Histogram.EMPTY.with(Duration.ofSeconds(3), Instant.parse("2026-11-22T10:00:00Z"));
        var two = one.with(Duration.ofDays(9), Instant.parse("2027-03-01T10:00:00Z"));
        store.put(new IndexChange(List.of(), Set.of(), Map.of(), Map.of(), Map.of(model, one, whole, two), MARK));
        store.put(new IndexChange(List.of(), Set.of(), Map.of(), Map.of(), Map.of(model, two), MARK));
        assertEquals(Map.of(model, two, whole, two), store.lasted());
        store.clear();
        assertEquals(Map.of(), store.lasted());
    }

    @Test
    void aListedTaskIsAsItWasPut() {
        var row = Samples.random(new Random(1), 3);
        store.put(List.of(row), MARK);
        assertEquals(List.of(new Listed(row.place(), row.json(), row.seq())), store.page(TaskQuery.top(10)));
    }

    @Test
    void ofSeveralRowsOfOneTaskTheLastCounts() {
        var phase = new Facet("phase", "testing");
        store.put(List.of(Samples.row("a", 0, 0, "old", phase), Samples.row("a", 1, 5, "new")), MARK);
        assertEquals(List.of(new BoardPlace(1, 5, new TaskId("a"))), places(TaskQuery.top(10)));
        assertEquals(Map.of(), store.counts("phase"));
        assertEquals(List.of(), places(text("old")));
    }

    @Test
    void theOrderIsThatOfPlacesAlsoAmongIdsOfAnyScript() {
        put(new Random(2), 300);
        assertEquals(expected(TaskQuery.top(500)), store.page(TaskQuery.top(500)));
    }

    @Test
    void keysetPagesCoverAllTasksExactlyOnce() {
        put(new Random(3), 300);
        for (var facets : List.of(Set.<Facet>of(), Set.of(Samples.FACETS.getFirst()))) {
            var all = pages(
                    new TaskQuery(facets, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 7));
            assertEquals(
                    expected(new TaskQuery(
                            facets, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 500)),
                    all);
        }
    }

    @Test
    void tasksThatStayAreOnExactlyOnePageWhileOthersMove() throws Exception {
        var random = new Random(4);
        put(random, 300);
        var moving = new AtomicBoolean(true);
        var still = expected(TaskQuery.top(500)).stream()
                .filter(IndexContract::isStill)
                .toList();
        try (var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            var rounds = reader.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    var seen = pages(TaskQuery.top(7)).stream()
                            .filter(IndexContract::isStill)
                            .toList();
                    assertEquals(still, seen);
                }
                moving.set(false);
            });
            while (moving.get() && !rounds.isDone()) {
                store.put(
                        IntStream.range(0, 150)
                                .mapToObj(i -> Samples.random(random, i))
                                .toList(),
                        MARK);
            }
            rounds.get();
        }
    }

    private static boolean isStill(Listed listed) {
        return Integer.parseInt(listed.place().task().text().replaceAll("\\D", "")) >= 150;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void everyFilterFindsWhatLookingAtEachTaskFinds(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 15; round++) {
            put(random, 60);
            for (int i = 0; i < 25; i++) {
                var query = query(random);
                assertEquals(expected(query), store.page(query), () -> "seed " + seed + ": " + query);
                var all = query.first(TaskQuery.LIMIT);
                assertEquals(placesOf(expected(all)), store.places(all, 1_000), () -> "seed " + seed + ": " + query);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void countsAreThoseOfCountingEachTask(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            put(random, 40);
            for (var name : List.of("phase", "owner", "kind", "label", "nothing")) {
                assertEquals(counted(name), store.counts(name), () -> "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void dueTasksAreThoseWhoseDeadlineCameLongestDueFirst(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            put(random, 60);
            var now = Samples.START.plusMillis(random.nextInt(60));
            var due = store.due(now, 1_000);
            assertEquals(
                    due.stream().map(this::due).sorted().toList(),
                    due.stream().map(this::due).toList());
            assertEquals(
                    model.values().stream()
                            .filter(row ->
                                    row.due().isPresent() && !row.due().get().isAfter(now))
                            .count(),
                    due.size());
            assertTrue(due.stream().noneMatch(task -> due(task).isAfter(now)));
            assertEquals(
                    due.subList(0, Math.min(5, due.size())).stream()
                            .map(this::due)
                            .toList(),
                    store.due(now, 5).stream().map(this::due).toList());
        }
    }

    @Test
    void aDeadlineWithinAMillisecondIsNotEarly() {
        var row = Samples.row("a", 0, 0);
        var due = Samples.START.plusNanos(1_500);
        store.put(List.of(new TaskRow(row.place(), due, Set.of(), "", Optional.of(due), row.ending(), "{}", 1)), MARK);
        assertEquals(List.of(), store.due(Samples.START.plusNanos(1_400), 10));
        assertEquals(1, store.due(Samples.START.plusMillis(1), 10).size());
    }

    @Test
    void clearForgetsEverythingAndItCanBeMadeAnew() {
        put(new Random(5), 100);
        store.append(Samples.events("a", 0, 10));
        store.clear();
        assertEquals(new Mark(0, 0), store.mark());
        assertEquals(List.of(), store.page(TaskQuery.top(10)));
        assertEquals(List.of(), store.page(text("deploy")));
        assertEquals(Map.of(), store.counts("phase"));
        assertEquals(10, store.after(0, 100).size());
        var rows = List.copyOf(model.values());
        store.put(rows, MARK);
        assertEquals(expected(TaskQuery.top(500)), store.page(TaskQuery.top(500)));
        assertEquals(expected(text("deploy")), store.page(text("deploy")));
        assertEquals(counted("phase"), store.counts("phase"));
    }

    @Test
    void wordsAreFoundByTheirBeginningWithoutCaseAndAccents() {
        store.put(
                List.of(
                        Samples.row("a", 0, 1, "Größe prüfen: deploy_v2.4 to Zürich"),
                        Samples.row("b", 0, 2, "检查登录 of the Login-Page"),
                        Samples.row("c", 0, 3, "\uD83D\uDE80 launch")),
                MARK);
        assertEquals(List.of("a"), ids("zur"));
        assertEquals(List.of("a"), ids("PRUFEN deploy"));
        assertEquals(List.of("a"), ids("v2.4"));
        assertEquals(List.of("b"), ids("登录"));
        assertEquals(List.of("b"), ids("page login"));
        assertEquals(List.of(), ids("page deploy"));
        assertEquals(List.of(), ids("age"));
    }

    /** What is no word is no condition; what is a word is never syntax. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "*", "\"", "\"\"\"", "'", "🚀", "()", "^", "-", "words:", "\0", "{}", "%", "\uD83D"})
    void searchesWithoutAnyWordListEverything(String text) {
        store.put(List.of(Samples.row("a", 0, 1, "deploy")), MARK);
        assertEquals(text.contains("words") ? List.of() : List.of("a"), ids(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEAR(deploy test)",
                "deploy OR test",
                "deploy AND",
                "NOT deploy",
                "words:deploy",
                "rowid:1",
                "deploy\" OR \"test",
                "'; DROP TABLE task; --",
                "a\" OR 1=1 --",
                "deploy* ^test",
                "{words}:x"
            })
    void searchesAreNeverSyntax(String text) {
        store.put(List.of(Samples.row("a", 0, 1, "deploy"), Samples.row("b", 0, 2, "test")), MARK);
        assertEquals(List.of(), ids(text));
        assertEquals(List.of("a"), ids("\"deploy\"*"));
    }

    @Test
    void longSearchesAndTextsAreTakenAsFarAsTheirLimits() {
        var text = "word ".repeat(5_000) + "x".repeat(10_000);
        store.put(List.of(Samples.row("a", 0, 1, text)), MARK);
        assertEquals(List.of("a"), ids(text));
        assertEquals(List.of("a"), ids("x".repeat(50)));
        assertEquals(List.of(), ids("x".repeat(30) + "y"));
    }

    private void put(Random random, int tasks) {
        var rows = IntStream.range(0, tasks)
                .mapToObj(_ -> Samples.random(random, random.nextInt(300)))
                .toList();
        rows.forEach(row -> model.put(row.task(), row));
        store.put(rows, MARK);
    }

    private static TaskQuery text(String text) {
        return new TaskQuery(Set.of(), Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), 100);
    }

    private List<String> ids(String text) {
        return places(text(text)).stream().map(place -> place.task().text()).toList();
    }

    private List<BoardPlace> places(TaskQuery query) {
        return placesOf(store.page(query));
    }

    private static List<BoardPlace> placesOf(List<Listed> page) {
        return page.stream().map(Listed::place).toList();
    }

    private Instant due(TaskId task) {
        return model.get(task).due().orElseThrow();
    }

    private List<Listed> pages(TaskQuery query) {
        var all = new ArrayList<Listed>();
        var page = store.page(query);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.page(query.behind(Optional.of(page.getLast().place())));
        }
        return all;
    }

    private static TaskQuery query(Random random) {
        var facets = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> Samples.FACETS.get(random.nextInt(Samples.FACETS.size())))
                .collect(java.util.stream.Collectors.toSet());
        return new TaskQuery(
                facets,
                random.nextInt(3) == 0 ? Optional.of(words(random)) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(Samples.START.plusMillis(random.nextInt(20))) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(Samples.START.plusMillis(random.nextInt(20))) : Optional.empty(),
                random.nextInt(3) == 0 ? ended(random) : EndCondition.OR_NOT,
                random.nextInt(3) == 0
                        ? Optional.of(
                                Samples.random(random, random.nextInt(300)).place())
                        : Optional.empty(),
                1 + random.nextInt(50));
    }

    private static EndCondition ended(Random random) {
        return new EndCondition(
                random.nextBoolean() ? Optional.of(Samples.ending(random).at()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Samples.ending(random).at()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(20))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(20))) : Optional.empty());
    }

    private static String words(Random random) {
        var word = Samples.WORDS.get(random.nextInt(Samples.WORDS.size()));
        var begin = word.substring(0, 1 + random.nextInt(word.length()));
        return random.nextBoolean() ? begin : begin + " " + Samples.WORDS.get(random.nextInt(Samples.WORDS.size()));
    }

    /** The same by looking at each task: a rule of thumb that shares nothing with the stores. */
    private List<Listed> expected(TaskQuery query) {
        return model.values().stream()
                .filter(row -> row.facets().containsAll(query.facets()))
                .filter(row -> query.from()
                        .map(from -> !row.lastUpdate().isBefore(from))
                        .orElse(true))
                .filter(row -> query.until().map(row.lastUpdate()::isBefore).orElse(true))
                .filter(row -> row.ending().isPresent() || query.ended().equals(EndCondition.OR_NOT))
                .filter(row -> row.ending().stream().allMatch(ending -> fits(ending, query.ended())))
                .filter(row -> query.after()
                        .map(after -> row.place().compareTo(after) > 0)
                        .orElse(true))
                .filter(row -> query.text().stream()
                        .flatMap(text -> List.of(text.split(" ")).stream())
                        .allMatch(word -> (" " + row.text()).contains(" " + word)))
                .sorted(Comparator.comparing(TaskRow::place))
                .limit(query.limit())
                .map(row -> new Listed(row.place(), row.json(), row.seq()))
                .toList();
    }

    private static boolean fits(TaskEnding ending, EndCondition ended) {
        return ended.from().stream().noneMatch(ending.at()::isBefore)
                && ended.until().stream().allMatch(ending.at()::isBefore)
                && ended.tookFrom().stream().allMatch(least -> ending.took().compareTo(least) >= 0)
                && ended.tookUntil().stream().allMatch(most -> ending.took().compareTo(most) < 0);
    }

    private Map<String, Long> counted(String name) {
        var counts = new TreeMap<String, Long>();
        for (var row : model.values()) {
            row.facets().stream()
                    .filter(facet -> facet.name().equals(name))
                    .forEach(facet -> counts.merge(facet.value(), 1L, Long::sum));
        }
        return counts;
    }
}
