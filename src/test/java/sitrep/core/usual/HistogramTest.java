package sitrep.core.usual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The laws of what is remembered of how long things lasted. */
class HistogramTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Provide
    Arbitrary<Histogram> histograms() {
        var lasted = Arbitraries.longs().between(0, 100_000_000).map(Duration::ofMillis);
        var at = Arbitraries.longs().between(0, 400).map(days -> NOW.minus(Duration.ofDays(days)));
        return Combinators.combine(lasted, at)
                .as((time, when) -> Histogram.EMPTY.with(time, when))
                .list()
                .ofMaxSize(40)
                .map(all -> all.stream().reduce(Histogram.EMPTY, Histogram::and));
    }

    @Property
    void either_may_be_put_to_the_other(@ForAll("histograms") Histogram one, @ForAll("histograms") Histogram other) {
        assertEquals(one.and(other), other.and(one));
        assertEquals(one, one.and(Histogram.EMPTY));
    }

    @Property
    void it_does_not_matter_which_are_put_together_first(
            @ForAll("histograms") Histogram one,
            @ForAll("histograms") Histogram two,
            @ForAll("histograms") Histogram three) {
        same(one.and(two).and(three), one.and(two.and(three)));
    }

    private static void same(Histogram one, Histogram other) {
        for (var i = 0; i < Histogram.BUCKETS; i++) {
            var weight = one.weights()[i];
            assertEquals(weight, other.weights()[i], weight * 1e-9);
        }
    }

    @Property
    void what_is_recorded_counts_for_less_with_each_day(
            @ForAll("histograms") Histogram it, @ForAll @IntRange(max = 1_000) int days) {
        var later = NOW.plus(Duration.ofDays(days));
        assertTrue(it.n(later.plus(Duration.ofDays(1))) <= it.n(later));
        assertTrue(it.n(NOW) <= 40.000001);
    }

    @Example
    void after_a_half_life_it_counts_for_half() {
        var it = Histogram.EMPTY.with(Duration.ofSeconds(3), NOW);
        assertEquals(1, it.n(NOW), 1e-9);
        assertEquals(0.5, it.n(NOW.plus(Histogram.HALF_LIFE)), 1e-9);
    }

    @Property
    void a_quantile_is_off_by_a_twentieth_at_most(
            @ForAll List<@net.jqwik.api.constraints.LongRange(min = 10, max = 100_000_000) Long> millis) {
        if (millis.isEmpty()) return;
        var it = millis.stream()
                .map(each -> Histogram.EMPTY.with(Duration.ofMillis(each), NOW))
                .reduce(Histogram.EMPTY, Histogram::and);
        var sorted = millis.stream().sorted().toList();
        for (var share : List.of(0.5, 0.9, 1.0)) {
            var exact = sorted.get((int) Math.ceil(share * sorted.size() - 1e-6) - 1);
            var told = it.quantile(share - 1e-9).orElseThrow().toMillis();
            assertEquals(exact, told, exact * 0.05 + 1, () -> share + " of " + sorted);
        }
    }

    @Property
    void longer_is_never_longer_than_fewer(@ForAll("histograms") Histogram it, @ForAll @IntRange(max = 100_000) int s) {
        assertTrue(it.below(Duration.ofSeconds(s)) <= it.below(Duration.ofSeconds(s + 1)));
    }

    @Example
    void nothing_says_nothing() {
        assertEquals(Optional.empty(), Histogram.EMPTY.quantile(0.5));
        assertEquals(0, Histogram.EMPTY.below(Duration.ofDays(1)));
    }

    @Property
    void times_that_no_clock_should_tell_do_no_harm(@ForAll long seconds) {
        var at = Instant.ofEpochSecond(Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
        var it = Histogram.EMPTY
                .with(Duration.ofSeconds(Math.abs(seconds / 2)), at)
                .with(Duration.ofSeconds(1), NOW);
        assertTrue(Double.isFinite(it.n(NOW)));
        assertTrue(it.quantile(0.5).isPresent());
    }
}
