package sitrep.core.task;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Certainty;

/**
 * Who told what of a run. Past {@link Limits#WITNESSES} the first names of the alphabet stay: the same ones whatever
 * the order of arrival.
 */
public record Witnesses(Map<String, Witness> bySource) {

    static final Witnesses NONE = new Witnesses(Map.of());

    Witnesses with(Fact.OfRun fact, Stamp stamp) {
        var known = of(stamp.source());
        var next = known.with(fact, stamp);
        if (next.equals(known)) return this;
        var all = new HashMap<>(bySource);
        all.put(stamp.source(), next);
        if (all.size() > Limits.WITNESSES)
            all.remove(all.keySet().stream().max(Comparator.naturalOrder()).orElseThrow());
        return new Witnesses(Map.copyOf(all));
    }

    public Witness of(String source) {
        return bySource.getOrDefault(source, Witness.NONE);
    }

    /** The run's own source: the one that opened it. */
    Optional<String> own() {
        return bySource.entrySet().stream()
                .filter(entry -> entry.getValue().opened().isPresent())
                .min(Comparator.comparing(entry -> entry.getValue().opened().orElseThrow()))
                .map(Map.Entry::getKey);
    }

    /** All but one. */
    public Stream<Witness> besides(String source) {
        return bySource.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(source))
                .map(Map.Entry::getValue);
    }

    public Stream<Witness> all() {
        return bySource.values().stream();
    }

    /**
     * The last word of each that gives a sign of it well after an end, be it only that it lives. Who saw it exit tells
     * of it only what trails behind.
     */
    public Stream<Said<String>> after(Said<End> end) {
        var sawIt = end.value().known().filter(Certainty.EXIT::equals).isPresent();
        var tellers = sawIt ? besides(end.stamp().source()) : all();
        return tellers.flatMap(witness -> witness.lastWord(end.stamp()).stream());
    }

    /** Whether anybody told of more than states that pass by themselves: news, progress, or a phase of real work. */
    public boolean sawAnything() {
        return all().anyMatch(witness -> witness.told().isPresent());
    }
}
