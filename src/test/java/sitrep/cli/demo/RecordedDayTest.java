package sitrep.cli.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;

/** What the demo shows: a full board at once, and things that happen on it while somebody watches. */
class RecordedDayTest {
    private static final Instant BEGINS = Instant.parse("2026-11-25T15:00:00Z");
    private static RecordedDay day;

    @BeforeAll
    static void read() {
        day = RecordedDay.shipped();
    }

    @Test
    void mostOfTheDayIsOverWhenTheTellingBegins() {
        var tasks = board(BEGINS);
        assertTrue(tasks.size() >= 15, () -> "only " + tasks.size() + " tasks");
        shows(tasks, Attention.NEEDS_YOU, Attention.WORKING, Attention.SETTLED);
    }

    @Test
    void inTheEndSomeResultsAreKnownToNobody() {
        shows(board(Instant.MAX), Attention.NEEDS_YOU, Attention.UNREPORTED, Attention.SETTLED);
    }

    private static void shows(Map<TaskId, Task> tasks, Attention... wanted) {
        var attention = tasks.values().stream()
                .map(task -> Sitrep.of(task).attention().value())
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        for (var each : wanted) {
            assertTrue(attention.getOrDefault(each, 0L) > 0, () -> "nothing is " + each + " in " + attention);
        }
    }

    @Test
    void aboutTwentyTasksAreTold() {
        assertTrue(board(Instant.MAX).size() >= 20);
    }

    @Test
    void theTellingEndsWithTheWordThatNothingMoreWillCome() {
        var last = day.told(BEGINS).getLast();
        var lost = assertInstanceOf(Fact.SourceLost.class, last.fact());
        assertTrue(lost.why().orElseThrow().contains("start it again"), () -> "" + lost);
        assertTrue(day.told(BEGINS).stream().noneMatch(event -> event.at().isAfter(last.at())));
    }

    @Test
    void theDayIsADay() {
        var first =
                day.told(BEGINS).stream().map(Event::at).min(Instant::compareTo).orElseThrow();
        var hours = Duration.between(first, BEGINS).toHours();
        assertTrue(hours >= 3 && hours <= 12, () -> hours + " hours");
    }

    @Test
    void nothingTellsOfTheMachineItWasRecordedOn() throws IOException {
        try (var in = RecordedDayTest.class.getResourceAsStream("/demo/day.jsonl.gz")) {
            var text = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            for (var telling : new String[] {"/(?:root|home|tmp)/", "a-token-of", "\"deviceToken\":\"[^<]"}) {
                assertFalse(Pattern.compile(telling).matcher(text).find(), telling);
            }
        }
    }

    private static Map<TaskId, Task> board(Instant until) {
        var tasks = new HashMap<TaskId, Task>();
        for (var event : day.told(BEGINS)) {
            if (event.at().isAfter(until)) continue;
            event.task()
                    .ifPresent(id ->
                            tasks.merge(id, Fold.apply(Task.unheard(id), event), (task, _) -> Fold.apply(task, event)));
        }
        return tasks;
    }
}
