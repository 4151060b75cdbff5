package sitrep.bench;

import java.util.Arrays;

/** Medians and percentiles of what was measured. */
public final class Rounds {
    private Rounds() {}

    public static double median(double... values) {
        return percentile(50, values);
    }

    /** By nearest rank. */
    public static double percentile(double percent, double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
    }

    public static void line(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
