package sitrep.core.usual;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How long something lasted, many times over, in a fixed number of buckets; what is long ago counts for less. Two of
 * them can be put together, whichever way round, as if all had been recorded in one.
 *
 * <p>The buckets grow by a tenth each, from 10 ms on, so that a quantile is off by 5 % at most (a DDSketch with that
 * error; Masson, Rim and Lee 2019). Forgetting is forward decay (Cormode, Shkapenyuk, Srivastava and Xu 2009): what is
 * recorded gets a weight that doubles every 30 days from a fixed landmark on, and is only divided when it is asked for.
 * So nothing needs to be touched as time goes by.
 */
public final class Histogram {
    /** How many buckets there are. What lasts longer than the last begins, years, is counted in it. */
    public static final int BUCKETS = 256;

    /** After so long something counts for half. */
    static final Duration HALF_LIFE = Duration.ofDays(30);

    /** From when on weights double. It can never be changed: kept weights are relative to it. */
    private static final Instant LANDMARK = Instant.parse("2026-01-01T00:00:00Z");

    /** Powers of two beyond this, some 60 years from the landmark, stay as they are. */
    private static final double FARTHEST = 800;

    private static final double FIRST_MILLIS = 10;
    private static final double GROWTH = Math.log(1.1);

    public static final Histogram EMPTY = new Histogram(new double[BUCKETS]);

    private final double[] weights;

    private Histogram(double[] weights) {
        this.weights = weights;
    }

    /** One that was kept: the weight of each bucket. */
    public static Histogram of(double[] weights) {
        return new Histogram(Arrays.copyOf(weights, BUCKETS));
    }

    /** The weight of each bucket, relative to the landmark, to be kept. */
    public double[] weights() {
        return weights.clone();
    }

    /** With one more. */
    public Histogram with(Duration lasted, Instant at) {
        var next = weights.clone();
        next[bucket(lasted)] += weight(at);
        return new Histogram(next);
    }

    /** With many more. */
    Histogram with(Collection<Lasted> more) {
        var next = weights.clone();
        more.forEach(took -> next[bucket(took.lasted())] += weight(took.at()));
        return new Histogram(next);
    }

    /** What both of them recorded. */
    public Histogram and(Histogram other) {
        var sum = new double[BUCKETS];
        for (var i = 0; i < BUCKETS; i++) {
            sum[i] = weights[i] + other.weights[i];
        }
        return new Histogram(sum);
    }

    /** The same with everything counting for so much. */
    Histogram times(double factor) {
        return new Histogram(
                Arrays.stream(weights).map(weight -> weight * factor).toArray());
    }

    /** For how many it counts by now: never more than were recorded, and less with each day. */
    public double n(Instant now) {
        return total() / weight(now);
    }

    /** The time within which a share of them ended; nothing of none. */
    public Optional<Duration> quantile(double share) {
        var wanted = total() * share;
        if (wanted <= 0) return Optional.empty();
        var sum = 0.0;
        var last = 0;
        for (var i = 0; i < BUCKETS; i++) {
            if (weights[i] > 0) last = i;
            sum += weights[i];
            if (sum >= wanted) return Optional.of(middle(i));
        }
        return Optional.of(middle(last));
    }

    /** Which share of them was certainly shorter, from 0 to 1; 0 of none. */
    public double below(Duration time) {
        var total = total();
        if (total <= 0) return 0;
        return Math.min(1, Arrays.stream(weights, 0, bucket(time)).sum() / total);
    }

    /** Between two times, a weight in all, the same for each bucket. The times are in order. */
    Histogram spread(Duration from, Duration to, double weight) {
        var next = weights.clone();
        var first = bucket(from);
        var last = Math.max(first, bucket(to));
        for (var i = first; i <= last; i++) {
            next[i] += weight / (last - first + 1);
        }
        return new Histogram(next);
    }

    private double total() {
        return Arrays.stream(weights).sum();
    }

    /** What something counts for that happens then. */
    static double weight(Instant at) {
        var lives = (double) Duration.between(LANDMARK, at).toSeconds() / HALF_LIFE.toSeconds();
        return Math.pow(2, Math.clamp(lives, -FARTHEST, FARTHEST));
    }

    private static int bucket(Duration lasted) {
        var times = (lasted.toSeconds() * 1000.0 + lasted.toMillisPart()) / FIRST_MILLIS;
        return times < 1 ? 0 : Math.min(BUCKETS - 1, 1 + (int) (Math.log(times) / GROWTH));
    }

    private static Duration middle(int bucket) {
        if (bucket == 0) return Duration.ZERO;
        return Duration.ofMillis(Math.round(FIRST_MILLIS * Math.exp(GROWTH * (bucket - 0.5))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram it && Arrays.equals(weights, it.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "Histogram" + Arrays.toString(weights);
    }
}
