package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.event.TaskId;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskIndex.Mark;

/** What an index must do when tasks are found to be one. */
public abstract class NamesContract {
    private static final Mark MARK = new Mark(7, 1);
    private static final Days DAYS = new Days(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-12-20"));

    @TempDir
    Path folder;

    public abstract Store open(Path folder);

    /** All that is asked of an index. */
    private record Answers(
            List<Listed> all, List<List<Listed>> some, List<Map<String, Long>> counts, List<Insights.Part> days) {
        static Answers of(Store store) {
            var some = new ArrayList<List<Listed>>();
            Samples.WORDS.forEach(word -> some.add(store.page(query(Set.of(), word))));
            Samples.FACETS.forEach(facet -> some.add(store.page(query(Set.of(facet), ""))));
            var counts = List.of("phase", "owner", "kind", "label").stream()
                    .map(store::counts)
                    .toList();
            return new Answers(
                    store.page(TaskQuery.top(500)),
                    some,
                    counts,
                    store.insights(InsightsScope.of(DAYS), 100).parts());
        }

        private static TaskQuery query(Set<Facet> facets, String text) {
            var none = java.util.Optional.<java.time.Instant>empty();
            var words = java.util.Optional.of(text).filter(it -> !it.isEmpty());
            return new TaskQuery(facets, words, none, none, java.util.Optional.empty(), 500);
        }
    }

    @Test
    void aTaskThatJoinedAnotherIsAsIfItHadNeverBeen() {
        for (var seed = 0; seed < 2; seed++) {
            var random = new Random(seed);
            var rows = rows(random);
            var gone = rows.stream()
                    .filter(_ -> random.nextBoolean())
                    .map(TaskRow::task)
                    .collect(Collectors.toSet());
            var stay = rows.stream().filter(row -> !gone.contains(row.task())).toList();
            try (var store = open(folder.resolve("joined" + seed));
                    var other = open(folder.resolve("never" + seed))) {
                store.put(rows, MARK);
                store.put(new IndexChange(List.of(), gone, Map.of(), Map.of(), Map.of(), MARK));
                other.put(stay, MARK);
                assertEquals(Answers.of(other), Answers.of(store));
                var later = rows(random);
                store.put(later, MARK);
                other.put(later, MARK);
                assertEquals(Answers.of(other), Answers.of(store), "what comes later finds a clean index");
            }
        }
    }

    private static List<TaskRow> rows(Random random) {
        return IntStream.range(0, 60).mapToObj(i -> Samples.random(random, i)).toList();
    }

    @Test
    void whoNeverHadARowMayJoinToo() {
        try (var store = open(folder)) {
            var row = Samples.row("a", 0, 0);
            store.put(new IndexChange(List.of(row), Set.of(new TaskId("b")), Map.of(), Map.of(), Map.of(), MARK));
            assertEquals(1, store.page(TaskQuery.top(10)).size());
        }
    }

    @Test
    void namesOfATaskAreKeptAndMayComeToAnotherAndAreForgottenWithTheIndex() {
        var a = new TaskId("a");
        var b = new TaskId("b");
        var c = new TaskId("c");
        try (var store = open(folder)) {
            store.put(new IndexChange(List.of(), Set.of(), Map.of(b, b, c, b), Map.of(), Map.of(), MARK));
            assertEquals(Map.of(b, b, c, b), store.names());
            store.put(new IndexChange(List.of(), Set.of(), Map.of(a, a, b, a, c, a), Map.of(), Map.of(), MARK));
            assertEquals(Map.of(a, a, b, a, c, a), store.names());
            store.clear();
            assertEquals(Map.of(), store.names());
        }
    }
}
