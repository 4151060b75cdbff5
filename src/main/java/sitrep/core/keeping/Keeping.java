package sitrep.core.keeping;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * How long settled tasks are kept: first all that was said of them, then a stub, that is, what they were, how they
 * ended and how long everything took. Whatever goes on or wants anybody is kept in any case.
 *
 * @param rules how long some are kept whole; of several that fit the first counts
 * @param otherwise how long all others are kept whole
 * @param stubs how long anything of a task is kept after its end, unless it is to be whole for longer
 * @param bytes what log and index may take together; past it the oldest go earlier
 */
public record Keeping(List<Rule> rules, Duration otherwise, Duration stubs, long bytes) {
    private static final Rule FAILED = new Rule("outcome", "failed", Duration.ofDays(90));

    /** What Sitrep ships with: enough for a laptop. */
    public static final Keeping USUAL =
            new Keeping(List.of(FAILED), Duration.ofDays(30), Duration.ofDays(365), 1_500_000_000L);

    /** Under pressure of room, what ended a shorter time ago stays all the same. */
    public static final Duration FRESH = Duration.ofHours(1);

    /**
     * How long some tasks are kept whole.
     *
     * @param name {@code outcome}, or {@code label}
     * @param value the outcome, or {@code key:value}
     */
    public record Rule(String name, String value, Duration whole) {}

    /** What becomes of a task. */
    public enum Fate {
        /** All of it stays as it is. */
        STAYS,
        /** Only a stub stays. */
        CONDENSED,
        /** Nothing of it stays. */
        GOES
    }

    /** How full it is. */
    public enum Pressure {
        /** There is room: only what is old goes. */
        NONE,
        /** There is too much: the details of whatever is settled go. */
        SOME,
        /** Without details there is still too much: the oldest go altogether. */
        MUCH
    }

    public Keeping {
        rules = List.copyOf(rules);
    }

    /**
     * What becomes of a settled task.
     *
     * @param age how long ago it ended
     * @param has whether it has an outcome or label, by name and value
     * @param isStub whether it is a stub already
     */
    public Fate fate(Duration age, BiPredicate<String, String> has, boolean isStub, Pressure pressure) {
        var isFresh = age.compareTo(FRESH) < 0;
        var whole = whole(has);
        var isOver = age.compareTo(stubs) > 0 && age.compareTo(whole) > 0;
        if (isOver || (pressure == Pressure.MUCH && !isFresh)) return Fate.GOES;
        if (isStub) return Fate.STAYS;
        var isOld = age.compareTo(whole) > 0;
        return isOld || (pressure != Pressure.NONE && !isFresh) ? Fate.CONDENSED : Fate.STAYS;
    }

    private Duration whole(BiPredicate<String, String> has) {
        return rules.stream()
                .filter(rule -> has.test(rule.name(), rule.value()))
                .map(Rule::whole)
                .findFirst()
                .orElse(otherwise);
    }

    /** What ended a shorter time ago than this stays as it is, whatever it is. */
    public Duration shortest(Pressure pressure) {
        var shortest = Stream.concat(rules.stream().map(Rule::whole), Stream.of(otherwise, stubs))
                .min(Duration::compareTo)
                .orElse(otherwise);
        return pressure != Pressure.NONE && FRESH.compareTo(shortest) < 0 ? FRESH : shortest;
    }
}
