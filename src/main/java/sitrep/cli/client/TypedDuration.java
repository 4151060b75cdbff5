package sitrep.cli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lengths of time as people type them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}; a bare number is seconds.
 */
public final class TypedDuration {
    private TypedDuration() {}

    private static final Pattern WHOLE =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s?)?");

    public static Optional<Duration> parse(String text) {
        var matcher = WHOLE.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) return Optional.empty();
        return Optional.of(Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4))));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
