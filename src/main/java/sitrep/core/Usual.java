package sitrep.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long silences usually last by what is open, where nobody is asked: the distribution that Sitrep ships with, from
 * recorded sessions. For wording only; no limit is made of it.
 *
 * @param seconds the times within which half, nine tenths, 99 % and 99.9 % of them ended
 * @param n how many there were
 */
record Usual(List<Double> seconds, int n) {
    private static final List<Double> SHARES = List.of(50.0, 90.0, 99.0, 99.9);

    private static final Map<Act.Kind, Usual> SHIPPED = Map.ofEntries(
            entry(Act.Kind.MODEL, 33_612, 2.0, 8.0, 28, 84),
            entry(Act.Kind.COMPACTION, 84, 12.7, 87, 154, 168),
            entry(Act.Kind.READ, 788, 0.1, 0.3, 1, 3),
            entry(Act.Kind.EDIT, 1_712, 0.1, 0.2, 3, 6),
            entry(Act.Kind.SHELL_TEST, 1_103, 1.2, 30, 78, 477),
            entry(Act.Kind.SHELL_BUILD, 621, 1.2, 9.8, 30, 69),
            entry(Act.Kind.SHELL_GIT, 3_725, 0.1, 1.5, 11, 31),
            entry(Act.Kind.SHELL_NET, 2_194, 0.7, 3.7, 20, 62),
            entry(Act.Kind.SHELL_OTHER, 2_052, 0.1, 2.7, 10, 58),
            entry(Act.Kind.SHELL_SLEEP, 277, 1.2, 30, 126, 492),
            entry(Act.Kind.SHELL_POLL, 1_751, 5.0, 30, 88, 550),
            entry(Act.Kind.SUBAGENT, 811, 11.8, 18, 240, 494));

    private static Map.Entry<Act.Kind, Usual> entry(Act.Kind kind, int n, double... seconds) {
        return Map.entry(
                kind, new Usual(java.util.Arrays.stream(seconds).boxed().toList(), n));
    }

    static Optional<Usual> of(Act.Kind kind) {
        return Optional.ofNullable(SHIPPED.get(kind));
    }

    /** As in {@code half within 2s, 99 % within 28s, n = 33612}. */
    String spoken() {
        return "half within %s, 90 %% within %s, 99 %% within %s, n = %d"
                .formatted(within(seconds.get(0)), within(seconds.get(1)), within(seconds.get(2)), n);
    }

    /** As in {@code longer than 99.9 % of them}; nothing for a silence like most. */
    Optional<String> rank(Duration silence) {
        for (var i = SHARES.size() - 1; i >= 0; i--) {
            if (silence.toMillis() / 1000.0 > seconds.get(i)) {
                var share = SHARES.get(i);
                return Optional.of("longer than " + (share == Math.rint(share) ? "" + Math.round(share) : "" + share)
                        + " % of them");
            }
        }
        return Optional.empty();
    }

    private static String within(double seconds) {
        return seconds < 10 ? seconds + "s" : Spoken.duration(Duration.ofSeconds(Math.round(seconds)));
    }
}
