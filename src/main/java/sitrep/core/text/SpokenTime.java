package sitrep.core.text;

import java.time.Duration;

/** Durations as people read them: seconds under a minute, then at most two units. */
public final class SpokenTime {
    private SpokenTime() {}

    /** How long something usually takes, as in {@code usually 6m, 90 % within 14m, n = 41}. */
    public static String usually(Duration half, Duration most, int n) {
        return "usually " + duration(half) + ", 90 % within " + duration(most) + ", n = " + n;
    }

    /** As in {@code 41s}, {@code 3m 20s}, {@code 12m}, {@code 3h 05m}, {@code 2d 4h}. */
    public static String duration(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) return seconds + "s";
        if (seconds < 600) return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + "s");
        if (seconds < 3600) return seconds / 60 + "m";
        if (seconds < 86_400) return seconds / 3600 + "h " + "%02d".formatted(seconds % 3600 / 60) + "m";
        return seconds / 86_400 + "d " + seconds % 86_400 / 3600 + "h";
    }
}
