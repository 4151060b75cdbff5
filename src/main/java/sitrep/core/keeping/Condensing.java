package sitrep.core.keeping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.Phase;

/**
 * Which events of a task its stub can do without: output, and whatever a run told on its way but its first word, its
 * changes of phase and its last words. All else is of what it was, what it waited for and how it ended.
 */
public final class Condensing {
    /** A run told how it goes. */
    private record Told(long place, Stamp stamp, Optional<Phase> phase, boolean isNews) {}

    private final Map<RunId, List<Told>> told = new LinkedHashMap<>();
    private final TreeSet<Long> leaving = new TreeSet<>();

    public void add(long place, Event event) {
        switch (event.fact()) {
            case Fact.RunPrinted _ -> leaving.add(place);
            case Fact.RunAdvanced it ->
                told.computeIfAbsent(it.run(), _ -> new ArrayList<>())
                        .add(new Told(
                                place, event.stamp(), it.phase(), it.update().isPresent()));
            case Fact.OfTask _, Fact.OfSource _ -> {
                // It stays.
            }
        }
    }

    /** The places of those that may go, in order. */
    public List<Long> leaving() {
        var all = new TreeSet<>(leaving);
        for (var run : told.values()) {
            run.sort(Comparator.comparing(Told::stamp));
            var stay = staying(run);
            run.stream().map(Told::place).filter(place -> !stay.contains(place)).forEach(all::add);
        }
        return List.copyOf(all);
    }

    private static Set<Long> staying(List<Told> run) {
        var stay = new HashSet<Long>();
        var phase = Optional.<Phase>empty();
        for (var one : run) {
            if (one.phase().isEmpty() || one.phase().equals(phase)) continue;
            stay.add(one.place());
            phase = one.phase();
        }
        stay.add(run.getFirst().place());
        stay.add(run.getLast().place());
        run.stream()
                .filter(Told::isNews)
                .max(Comparator.comparing(Told::stamp))
                .map(Told::place)
                .ifPresent(stay::add);
        return stay;
    }
}
