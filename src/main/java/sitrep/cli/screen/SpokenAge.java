package sitrep.cli.screen;

import java.time.Duration;
import java.time.Instant;

/** How long ago, in two units at most: {@code 3s}, {@code 18m}, {@code 4h 51m}, {@code 12d}. */
public final class SpokenAge {
    private SpokenAge() {}

    static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    /** A time in the future, by a clock that is ahead of ours, counts as now. */
    public static String of(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m";
        if (seconds < 86_400) return two(seconds / 3600, "h", seconds % 3600 / 60, "m");
        if (seconds < 10 * 86_400) return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
        return seconds / 86_400 + "d";
    }

    private static String two(long large, String unit, long small, String smaller) {
        return small == 0 ? large + unit : large + unit + " " + small + smaller;
    }
}
