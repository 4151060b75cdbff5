package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.JsonEvents;
import sitrep.store.Days;
import sitrep.store.EndCondition;
import sitrep.store.Facet;
import sitrep.store.InsightsScope;
import sitrep.store.Store;
import sitrep.store.TaskEnding;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;
import sitrep.store.TimeParts;
import sitrep.store.sql.SqlStore;

/**
 * What history costs with very many ended tasks, spread over a year: putting them, pages by when they ended and how
 * long they took, and insights.
 */
final class HistoryBench {
    private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");
    private static final int BATCH = 5_000;
    private static final int ROUNDS = 200;

    private final int tasks;
    private final Random random = new Random(42);

    private HistoryBench(int tasks) {
        this.tasks = tasks;
    }

    /** A million tasks, in a folder of its own. */
    static void run(Path jar) throws IOException {
        var folder = Files.createTempDirectory("sitrep-bench-");
        var bench = new HistoryBench(1_000_000);
        try (var store = SqlStore.open(folder, new JsonEvents())) {
            bench.fill(store);
            bench.pages(store);
            bench.insights(store);
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void fill(Store store) {
        for (var isAnew : List.of(false, true)) {
            var began = System.nanoTime();
            var most = isAnew ? Math.min(tasks, 100_000) : tasks;
            for (int from = 0; from < most; from += BATCH) {
                var rows = IntStream.range(from, Math.min(most, from + BATCH))
                        .mapToObj(this::row)
                        .toList();
                store.put(rows, new Mark(from + 1L, 1));
            }
            var rate = most / ((System.nanoTime() - began) / 1e9);
            System.out.printf(Locale.ROOT, "%s: %,.0f rows/s%n", isAnew ? "put again" : "put", rate);
        }
    }

    private Instant endOf(int task) {
        return END.minus(Duration.ofDays(365).multipliedBy(task).dividedBy(tasks));
    }

    private TaskRow row(int task) {
        var took = Duration.ofSeconds(30 + task * 7_919L % 20_000);
        var waited = took.dividedBy(2 + task % 3);
        var outcome = task % 10 == 0 ? Outcome.FAILED : Outcome.SUCCEEDED;
        var at = endOf(task);
        var ending = new TaskEnding(
                at,
                took,
                outcome,
                Map.of(Phase.TESTING, took.minus(waited), Phase.WAITING_APPROVAL, waited),
                Map.of(BlockReason.APPROVAL, waited));
        var id = new TaskId("openclaw-office-task-" + task);
        var facets = Set.of(
                new Facet("phase", outcome.phase().word()),
                new Facet("attention", "settled"),
                new Facet("owner", "owner" + task % 200),
                new Facet("outcome", outcome.word()));
        var json = "{\"id\":\"" + id.text() + "\",\"more\":\"" + "x".repeat(600) + "\"}";
        var place = new BoardPlace(5, -at.toEpochMilli(), id);
        return new TaskRow(
                place, at, facets, "Task of batch " + task % 1_000, Optional.empty(), Optional.of(ending), json, 1);
    }

    private void pages(Store store) {
        var queries = new LinkedHashMap<String, Supplier<TaskQuery>>();
        var month = Duration.ofDays(30);
        queries.put("settled, newest", () -> query(EndCondition.OR_NOT));
        queries.put("ended on one day of the year", () -> query(ended(Duration.ofDays(1))));
        queries.put("ended in one month of the year", () -> query(ended(month)));
        queries.put("one owner in one month", () -> query(ended(month), new Facet("owner", "owner7")));
        queries.put("failed in one month", () -> query(ended(month), new Facet("outcome", "failed")));
        queries.put("took over 5 h (1 in 10)", () -> query(took(18_000, 90_000)));
        queries.put("took 1 h to 1 h 1 m (1 in 333)", () -> query(took(3_600, 3_660)));
        queries.put("took 1 h to the second (few)", () -> query(took(3_600, 3_601)));
        queries.forEach((what, query) -> measure(what, () -> store.page(query.get())));
    }

    private void insights(Store store) {
        var today = END.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        for (var length : List.of(7, 28, 84, Days.LIMIT)) {
            var days = new Days(today.minusDays(length), today);
            measure("insights of " + length + " days", () -> store.insights(InsightsScope.of(days), 10));
            var owner = Set.of(new Facet("owner", "owner7"));
            var one = new InsightsScope(TimeParts.of(days), owner, Optional.empty(), EndCondition.OR_NOT);
            measure("the same of one owner", () -> store.insights(one, 10));
        }
    }

    private static <T> void measure(String what, Supplier<T> asking) {
        var took = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            var from = System.nanoTime();
            asking.get();
            took.add((System.nanoTime() - from) / 1e6);
        }
        var sorted = took.subList(ROUNDS / 10, ROUNDS).stream().sorted().toList();
        var p50 = sorted.get(sorted.size() / 2);
        var p99 = sorted.get(sorted.size() * 99 / 100);
        System.out.printf(Locale.ROOT, "%-32s p50 %7.2f  p99 %7.2f ms%n", what, p50, p99);
    }

    private static TaskQuery query(EndCondition ended, Facet... others) {
        var facets = new HashSet<>(List.of(others));
        facets.add(new Facet("attention", "settled"));
        var top = TaskQuery.top(50);
        return new TaskQuery(facets, top.text(), top.from(), top.until(), ended, top.after(), top.limit());
    }

    private EndCondition ended(Duration length) {
        var until = endOf(random.nextInt(tasks / 2));
        return new EndCondition(
                Optional.of(until.minus(length)), Optional.of(until), Optional.empty(), Optional.empty());
    }

    private static EndCondition took(long from, long until) {
        return new EndCondition(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(from)),
                Optional.of(Duration.ofSeconds(until)));
    }
}
