package sitrep.core;

import java.time.Duration;
import java.util.Map;

/**
 * How long a run may be silent before it is suspected to have stalled: by what kind of worker it is on and what it is
 * doing. The figures are those that a study of 678 real sessions supports (docs/verdicts.md); a declared pulse is
 * judged by itself.
 *
 * @param byKind the limits per kind of worker and phase
 * @param otherwise the limit for whatever is not in the table
 * @param pulses how many promised signs of life may be missed in a row before a run is suspected
 * @param lostAfter how many before it is given up as lost
 */
public record Patience(Map<Worker.Kind, Map<Phase, Duration>> byKind, Duration otherwise, int pulses, int lostAfter) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** The limits that Sitrep ships with. */
    public static final Patience USUAL = new Patience(usual(), Duration.ofMinutes(5), 6, 36);

    public Patience {
        byKind = Map.copyOf(byKind);
        check(otherwise);
        byKind.values().forEach(limits -> limits.values().forEach(Patience::check));
        if (pulses < 2 || lostAfter <= pulses) {
            throw new Invalid(
                    "pulses", pulses + " and " + lostAfter, "2 or more, and fewer to suspect than to give up");
        }
    }

    /** How long a run on such a worker may be silent in such a phase. */
    public Duration limit(Worker.Kind kind, Phase phase) {
        return byKind.getOrDefault(kind, Map.of()).getOrDefault(phase, otherwise);
    }

    private static Map<Worker.Kind, Map<Phase, Duration>> usual() {
        var agent = Map.of(
                Phase.QUEUED, Duration.ofDays(1),
                Phase.STARTING, Duration.ofSeconds(90),
                Phase.READING_CONTEXT, Duration.ofMinutes(4),
                Phase.RESEARCHING, Duration.ofMinutes(5),
                Phase.PLANNING, Duration.ofMinutes(4),
                Phase.EDITING, Duration.ofMinutes(4),
                Phase.TESTING, Duration.ofMinutes(10),
                Phase.SUMMARIZING, Duration.ofMinutes(4),
                Phase.WAITING_DEPENDENCY, Duration.ofMinutes(20));
        var process = Map.of(
                Phase.QUEUED, Duration.ofDays(1),
                Phase.TESTING, Duration.ofMinutes(10),
                Phase.WAITING_DEPENDENCY, Duration.ofMinutes(20));
        return Map.of(
                Worker.Kind.MAIN, agent,
                Worker.Kind.SUBAGENT, agent,
                Worker.Kind.ACP, agent,
                Worker.Kind.CRON, agent,
                Worker.Kind.PROCESS, process,
                Worker.Kind.OTHER, Map.of(Phase.QUEUED, Duration.ofDays(1)));
    }

    private static void check(Duration limit) {
        if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
            throw new Invalid("patience", limit.toString(), "over zero and at most 7 days");
        }
    }
}
