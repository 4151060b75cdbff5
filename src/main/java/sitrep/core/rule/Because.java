package sitrep.core.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.Stamp;
import sitrep.core.text.SpokenTime;

/**
 * Why a field shows what it shows.
 *
 * @param evidence the events behind it
 * @param numbers what the rule reckoned with, by name
 */
public record Because(Rule rule, List<Stamp> evidence, Map<String, String> numbers) {

    public static Because of(Rule rule, Stamp... evidence) {
        return new Because(rule, Stream.of(evidence).distinct().toList(), Map.of());
    }

    public static Because of(Rule rule, Optional<Stamp> evidence) {
        return new Because(rule, evidence.stream().toList(), Map.of());
    }

    public Because with(Map<String, String> more) {
        return new Because(rule, evidence, more);
    }

    /** Somebody said so; an operator is no source like others. */
    public static Because said(Stamp stamp) {
        return of(stamp.event().source().equals(Event.OPERATOR) ? Rule.SET_BY_OPERATOR : Rule.SAID, stamp);
    }

    /** The same with what would change it, where that is always so by its rule. */
    public Because complete() {
        var clears = numbers.containsKey("clears") || rule.clears().isEmpty()
                ? Map.<String, String>of()
                : Map.of("clears", rule.clears());
        return and(clears).and(clocks());
    }

    /** Whose clock is ahead: of what such a source says, the time at which we heard it counts. */
    private Map<String, String> clocks() {
        return evidence.stream()
                .filter(stamp -> !stamp.ahead().isZero())
                .findFirst()
                .map(stamp -> Map.of(
                        "clock",
                        "the clock of " + stamp.source() + " is " + SpokenTime.duration(stamp.ahead())
                                + " ahead: it counts when it was heard"))
                .orElse(Map.of());
    }

    /** The same with one more who says something else. */
    public Because against(String dissent) {
        var others = numbers.get("dissent");
        return and(Map.of("dissent", others == null ? dissent : others + ", " + dissent));
    }

    /** The same with more numbers. */
    public Because and(Map<String, String> more) {
        if (more.isEmpty()) return this;
        var all = new TreeMap<>(numbers);
        all.putAll(more);
        return with(all);
    }
}
