package sitrep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a task may be expected to take, by those like it. */
class ExpectedTest {

    private static List<Duration> minutes(int upTo) {
        return IntStream.rangeClosed(1, upTo).mapToObj(Duration::ofMinutes).toList();
    }

    @Test
    void of_few_nothing_is_said() {
        assertEquals(Optional.empty(), Expected.of(minutes(7)));
        assertEquals(8, Expected.of(minutes(8)).orElseThrow().n());
    }

    @Test
    void half_and_nine_tenths() {
        var expected = Expected.of(minutes(41)).orElseThrow();
        assertEquals("usually 21m, 90 % within 37m, n = 41", expected.spoken());
        assertEquals(Optional.of(Story.minute(21)), expected.eta(Story.TEN, Story.minute(5)));
        assertEquals(Optional.empty(), expected.eta(Story.TEN, Story.minute(22)));
    }

    @Test
    void slow_is_far_beyond_its_peers() {
        var expected = Expected.of(minutes(41)).orElseThrow();
        assertEquals(Optional.empty(), expected.slow(Story.TEN, Story.minute(74)));
        assertEquals(
                Optional.of("Slow: it takes 1h 15m so far; those like it usually 21m, 90 % within 37m, n = 41"),
                expected.slow(Story.TEN, Story.minute(75)));
    }

    @Test
    void alike_is_the_same_name_apart_from_numbers_on_the_same_kind_of_worker() {
        assertEquals(
                likeness("Nightly build 412", Worker.Kind.PROCESS), likeness("nightly build 7", Worker.Kind.PROCESS));
        assertEquals(
                likeness("Fix 3f9a1c2 in 2.4.1", Worker.Kind.MAIN), likeness("Fix abc1234f in 2.5", Worker.Kind.MAIN));
        assertNotEquals(likeness("Build", Worker.Kind.PROCESS), likeness("Build", Worker.Kind.MAIN));
        assertNotEquals(likeness("Build", Worker.Kind.PROCESS), likeness("Test", Worker.Kind.PROCESS));
    }

    private static String likeness(String name, Worker.Kind kind) {
        return Expected.likeness(new Story().task(name).opensOn(kind, "r").sitrep());
    }
}
