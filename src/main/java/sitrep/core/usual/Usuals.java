package sitrep.core.usual;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.event.OpenCall;

/**
 * How long things usually last here: what this installation saw, put together with what Sitrep ships with. For wording
 * only; no limit is made of it.
 *
 * @param own what was seen here
 */
public record Usuals(Map<Lasted.What, Histogram> own) {
    public static final Usuals NONE = new Usuals(Map.of());

    public Usuals {
        own = Map.copyOf(own);
    }

    /** With what was seen since. */
    public Usuals with(Collection<Lasted> more) {
        if (more.isEmpty()) return this;
        var next = new HashMap<>(own);
        more.stream()
                .collect(Collectors.groupingBy(Lasted::what))
                .forEach((what, took) -> next.merge(what, Histogram.EMPTY.with(took), Histogram::and));
        return new Usuals(next);
    }

    /** How long this usually lasts, as of now; nothing where too little is known. */
    public Optional<Usual> of(Lasted.What what, Instant now) {
        var seen = own.getOrDefault(what, Histogram.EMPTY);
        var shipped = Shipped.of(what);
        var n = seen.n(now);
        var all = shipped.map(it -> seen.and(it.counted(now))).orElse(seen);
        return shipped.isPresent() || n >= Usual.LEAST
                ? Optional.of(
                        new Usual(all, Math.round(n), shipped.map(Shipped::n).orElse(0)))
                : Optional.empty();
    }

    /**
     * What Sitrep ships with, from recorded sessions in which nobody was asked, by what was open.
     *
     * @param n how many silences there were
     * @param one how long they lasted, counting for one in all
     */
    private record Shipped(int n, Histogram one) {
        /** For how many of our own it counts: it speaks alone at first, and is outvoted in the end. */
        private static final double COUNTS = 50;

        /** Within the times in the table ended half, nine tenths, 99 % and 99.9 % of them. */
        private static final double[] SHARES = {0.5, 0.4, 0.09, 0.009, 0.001};

        private static final Map<String, Shipped> ALL = Map.ofEntries(
                entry(OpenCall.Kind.MODEL, 33_612, 2.0, 8.0, 28, 84),
                entry(OpenCall.Kind.COMPACTION, 84, 12.7, 87, 154, 168),
                entry(OpenCall.Kind.READ, 788, 0.1, 0.3, 1, 3),
                entry(OpenCall.Kind.EDIT, 1_712, 0.1, 0.2, 3, 6),
                entry(OpenCall.Kind.SHELL_TEST, 1_103, 1.2, 30, 78, 477),
                entry(OpenCall.Kind.SHELL_BUILD, 621, 1.2, 9.8, 30, 69),
                entry(OpenCall.Kind.SHELL_GIT, 3_725, 0.1, 1.5, 11, 31),
                entry(OpenCall.Kind.SHELL_NET, 2_194, 0.7, 3.7, 20, 62),
                entry(OpenCall.Kind.SHELL_OTHER, 2_052, 0.1, 2.7, 10, 58),
                entry(OpenCall.Kind.SHELL_SLEEP, 277, 1.2, 30, 126, 492),
                entry(OpenCall.Kind.SHELL_POLL, 1_751, 5.0, 30, 88, 550),
                entry(OpenCall.Kind.SUBAGENT, 811, 11.8, 18, 240, 494));

        static Optional<Shipped> of(Lasted.What what) {
            return what.sort() == Lasted.Sort.SILENCE ? Optional.ofNullable(ALL.get(what.state())) : Optional.empty();
        }

        Histogram counted(Instant now) {
            return one.times(COUNTS * Histogram.weight(now));
        }

        /** Between two of the times they are taken to be spread evenly by their order of magnitude. */
        private static Map.Entry<String, Shipped> entry(OpenCall.Kind kind, int n, double... seconds) {
            var made = Histogram.EMPTY;
            var from = Duration.ofMillis(20);
            for (var i = 0; i < seconds.length; i++) {
                var to = Duration.ofMillis((long) (seconds[i] * 1_000));
                made = made.spread(from, to, SHARES[i]);
                from = to;
            }
            return Map.entry(
                    kind.word(), new Shipped(n, made.spread(from, from.multipliedBy(10), SHARES[seconds.length])));
        }
    }
}
