package sitrep.core.usual;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.text.SpokenTime;

/**
 * How long something usually lasts.
 *
 * @param n how many of it were seen here, those long ago counting for less
 * @param shipped how many were recorded elsewhere, which are reckoned in as 50; 0 if there are none
 */
public record Usual(Histogram lasted, long n, int shipped) {
    /** Of fewer nothing is said. */
    static final int LEAST = 8;

    public Duration half() {
        return lasted.quantile(0.5).orElse(Duration.ZERO);
    }

    public Duration most() {
        return lasted.quantile(0.9).orElse(Duration.ZERO);
    }

    /** As in {@code half within 2s, 90 % within 8s, 99 % within 28s here, n = 1,204}. */
    public String spoken() {
        return "half within " + within(0.5) + ", 90 % within " + within(0.9) + ", 99 % within " + within(0.99)
                + where();
    }

    /** As in {@code half within 2s, 90 % within 8s here, n = 1,204}. */
    public String briefly() {
        return "half within " + within(0.5) + ", 90 % within " + within(0.9) + where();
    }

    /** As in {@code longer than 99.8 % here, n = 1,204}; nothing for one like most. */
    public Optional<String> rank(Duration time) {
        var share = Math.floor(lasted.below(time) * 1_000) / 10;
        if (share < 50) return Optional.empty();
        var text =
                share >= 99.9 ? "99.9" : String.format(Locale.ROOT, share == Math.rint(share) ? "%.0f" : "%.1f", share);
        return Optional.of("longer than " + text + " % of them" + where());
    }

    private String where() {
        return n >= LEAST ? String.format(Locale.ROOT, " here, n = %,d", n) : ", n = " + shipped + " elsewhere";
    }

    private String within(double share) {
        var time = lasted.quantile(share).orElse(Duration.ZERO);
        return time.toSeconds() < 10
                ? String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0)
                : SpokenTime.duration(time);
    }
}
