package sitrep.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.Limits;

/** A command that says itself how long it will be silent, as {@code sleep 300} and {@code sleep 1h 30m} do. */
public final class DeclaredSleep {
    private DeclaredSleep() {}

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})([smhd]?)");

    /** How long a command line sleeps, if it does nothing else. */
    public static Optional<Duration> of(List<String> command) {
        if (command.size() < 2 || !command.getFirst().matches("(?:.*/)?g?sleep")) return Optional.empty();
        if (command.get(1).matches("inf(?:inity)?")) return Optional.of(Limits.DECLARED);
        var total = Duration.ZERO;
        for (var word : command.subList(1, command.size())) {
            var time = TIME.matcher(word);
            if (!time.matches()) return Optional.empty();
            total = total.plus(Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * unit(time.group(2)))));
        }
        return Optional.of(total.compareTo(Limits.DECLARED) > 0 ? Limits.DECLARED : total);
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1_000;
        };
    }
}
