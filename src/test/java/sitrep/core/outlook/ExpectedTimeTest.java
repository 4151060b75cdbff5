package sitrep.core.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Fact;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** How long a task may be expected to take, by those like it. */
class ExpectedTimeTest {

    private static List<Duration> minutes(int upTo) {
        return IntStream.rangeClosed(1, upTo).mapToObj(Duration::ofMinutes).toList();
    }

    @Test
    void of_few_nothing_is_said() {
        assertEquals(Optional.empty(), ExpectedTime.of(minutes(7)));
        assertEquals(8, ExpectedTime.of(minutes(8)).orElseThrow().n());
    }

    @Test
    void half_and_nine_tenths() {
        var expected = ExpectedTime.of(minutes(41)).orElseThrow();
        assertEquals("usually 21m, 90 % within 37m, n = 41", expected.spoken());
        assertEquals(Optional.of(Story.minute(21)), expected.eta(Story.TEN, Story.minute(5)));
        assertEquals(Optional.empty(), expected.eta(Story.TEN, Story.minute(22)));
    }

    @Test
    void slow_is_far_beyond_its_peers() {
        var expected = ExpectedTime.of(minutes(41)).orElseThrow();
        assertEquals(Optional.empty(), expected.slow(Story.TEN, Story.minute(74)));
        assertEquals(
                Optional.of("Slow: over 1h 15m, usually 21m, 90 % within 37m, n = 41"),
                expected.slow(Story.TEN, Story.minute(75)).map(Fact.SlowNoticed::spoken));
    }

    @Test
    void alike_is_the_same_name_apart_from_numbers_on_the_same_kind_of_worker() {
        assertEquals(
                likeness("Nightly build 412", WorkerKind.PROCESS), likeness("nightly build 7", WorkerKind.PROCESS));
        assertEquals(
                likeness("Fix 3f9a1c2 in 2.4.1", WorkerKind.MAIN), likeness("Fix abc1234f in 2.5", WorkerKind.MAIN));
        assertNotEquals(likeness("Build", WorkerKind.PROCESS), likeness("Build", WorkerKind.MAIN));
        assertNotEquals(likeness("Build", WorkerKind.PROCESS), likeness("Test", WorkerKind.PROCESS));
    }

    @ParameterizedTest
    @CsvSource({
        "Deploy 3f9a1c2e-12ab-4cde-9f00-0123456789ab,Deploy 7d444840-9dc0-11d1-b245-5ffdce74fad2",
        "Clean 01m81b5h80pxr4k6qc1vkysbva up,Clean 01k9zzz5h80pabc4k6qc1vky999 up",
        "Report of 2026-11-22,Report of 2026-12-01",
        "Report of 22 November 2026,Report of 1 Dec. 2027",
        "Report for Monday,Report for Thursday",
        "Backup at 2026-11-22T10:03:51Z,Backup at 2026-11-23T00:00:00Z",
        "Release v2.4.0,Release v10.12.3",
        "Fix   issue #12,fix issue #9034",
        "Nightly 11/22,Nightly 3/7"
    })
    void numbers_ids_and_dates_make_no_difference(String one, String other) {
        assertEquals(likeness(one, WorkerKind.MAIN), likeness(other, WorkerKind.MAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "Deploy to staging,Deploy to production",
        "Defaced page,Effaced page",
        "Run e2e tests,Run k8s tests",
        "Summarize the march,Summarize the may",
        "Build kubernetes,Build prometheus"
    })
    void words_do(String one, String other) {
        assertNotEquals(likeness(one, WorkerKind.MAIN), likeness(other, WorkerKind.MAIN));
    }

    @Test
    void a_slow_task_is_remarked_on_until_it_ends_and_goes_on_as_it_did() {
        var story = new Story().opens("r").does("r", Phase.TESTING).at(75);
        story.ours(ExpectedTime.of(minutes(41))
                .orElseThrow()
                .slow(Story.TEN, Story.minute(75))
                .orElseThrow());
        var remark = story.sitrep().remark().orElseThrow();
        assertEquals(Story.minute(75), remark.value().since());
        assertEquals(Rule.SLOW, remark.because().rule());
        assertEquals("41", remark.because().numbers().get("n"));
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Attention.WORKING, story.attention());
        assertEquals(
                Optional.empty(), story.ends("r", Outcome.SUCCEEDED).sitrep().remark());
    }

    private static String likeness(String name, WorkerKind kind) {
        return ExpectedTime.likeness(new Story().task(name).opensOn(kind, "r").sitrep());
    }
}
