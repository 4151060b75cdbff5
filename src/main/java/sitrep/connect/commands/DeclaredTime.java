package sitrep.connect.commands;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Limits;

/**
 * How long a command line may be silent by its own word: {@code sleep 1h 30m} is for that long, {@code timeout 5m make}
 * for no longer, for then it ends what it started.
 */
public record DeclaredTime(OpenCall.Kind kind, Duration time) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})([smhd]?)");

    /** The options of {@code timeout} that have a value in the next word. */
    private static final Set<String> VALUED = Set.of("-k", "--kill-after", "-s", "--signal");

    /** What a command line declares, if it does. */
    public static Optional<DeclaredTime> of(List<String> command) {
        if (command.size() < 2) return Optional.empty();
        var rest = command.subList(1, command.size());
        return switch (CommandRules.name(command.getFirst())) {
            case "sleep", "gsleep" -> slept(rest).map(time -> new DeclaredTime(OpenCall.Kind.SHELL_SLEEP, time));
            case "timeout", "gtimeout" -> limit(rest).map(time -> new DeclaredTime(OpenCall.Kind.SHELL_OTHER, time));
            default -> Optional.empty();
        };
    }

    /** The sum of its words, if all of them are times. */
    private static Optional<Duration> slept(List<String> words) {
        if (words.getFirst().matches("inf(?:inity)?")) return Optional.of(Limits.DECLARED);
        var total = Duration.ZERO;
        for (var word : words) {
            var time = time(word);
            if (time.isEmpty()) return Optional.empty();
            total = total.plus(time.get());
        }
        return Optional.of(capped(total));
    }

    /** The first word that is no option; none at all is no limit. */
    private static Optional<Duration> limit(List<String> words) {
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!CommandPattern.isOption(word)) {
                return time(word).filter(Duration::isPositive).map(DeclaredTime::capped);
            }
            if (VALUED.contains(word)) i++;
        }
        return Optional.empty();
    }

    private static Optional<Duration> time(String word) {
        var time = TIME.matcher(word);
        if (!time.matches()) return Optional.empty();
        return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * unit(time.group(2)))));
    }

    private static Duration capped(Duration time) {
        return time.compareTo(Limits.DECLARED) > 0 ? Limits.DECLARED : time;
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
