package sitrep.http.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A length of time as people write it: {@code 30m}, {@code 1h30m}, {@code 2d}. */
public final class TypedSpan {
    private static final Duration LONGEST = Duration.ofDays(366);

    /** What is allowed, in an error's words. */
    public static final String ALLOWED = "a time span such as 30m, 1h, 1h30m or 2d, up to a year";

    private TypedSpan() {}

    public static Optional<Duration> of(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var iso = upper.startsWith("P")
                ? upper
                : upper.contains("D") ? "P" + upper.replaceFirst("D(?=.)", "DT") : "PT" + upper;
        try {
            return Optional.of(Duration.parse(iso)).filter(span -> span.isPositive() && span.compareTo(LONGEST) <= 0);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
