package sitrep.cli.screen;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server keeps, how it grows and by which rules, as a few sentences. */
public final class KeptText {
    private static final double MEGA = 1e6;
    private static final double KILO = 1e3;
    private static final long MANY = 10_000;

    private KeptText() {}

    /** Nothing where the server says nothing of it. */
    public static Optional<String> of(ServerJson sources) {
        if (!sources.has("kept")) return Optional.empty();
        var kept = sources.in("kept");
        var rules = kept.list("rules").stream()
                .map(rule -> ", of " + rule.text("whose") + " " + time(rule, "details"))
                .collect(Collectors.joining());
        return Optional.of(room(kept) + growth(kept) + ". Details are kept for " + time(kept, "details") + rules
                + "; stubs for " + time(kept, "stubs"));
    }

    private static String room(ServerJson kept) {
        return String.format(Locale.ROOT, "%,d events take ", kept.number("events"))
                + bytes(kept.number("logBytes") + kept.number("indexBytes"))
                + " (log " + bytes(kept.number("logBytes")) + ", index " + bytes(kept.number("indexBytes")) + ") of "
                + bytes(kept.number("limitBytes")) + each(kept);
    }

    /** Of a few events the room that there is before any comes says nothing. */
    private static String each(ServerJson kept) {
        return kept.number("events") < MANY ? "" : ", " + kept.number("bytesPerEvent") + " bytes an event";
    }

    private static String growth(ServerJson kept) {
        if (!kept.has("bytesPerDay")) return "; how it grows is not known yet";
        var full = kept.has("fullIn")
                ? ", which would fill it in " + SpokenAge.of(Duration.ofSeconds(kept.number("fullIn")))
                        + " if nothing went"
                : "";
        return "; about " + bytes(kept.number("bytesPerDay")) + " a day come" + full;
    }

    private static String time(ServerJson of, String field) {
        return SpokenAge.of(Duration.ofSeconds(of.number(field)));
    }

    private static String bytes(long bytes) {
        if (bytes < MEGA) return String.format(Locale.ROOT, "%.0f KB", bytes / KILO);
        return String.format(Locale.ROOT, bytes < 10 * MEGA ? "%.1f MB" : "%.0f MB", bytes / MEGA);
    }
}
