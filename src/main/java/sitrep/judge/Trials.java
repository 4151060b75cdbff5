package sitrep.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import sitrep.core.patience.Patience;

/**
 * All sessions judged with each limit that may be chosen. What a worker survived is remembered apart for each sort of
 * act, so that the limit of one changes nothing of another: a choice for each family is put together from these.
 */
final class Trials {
    /** The limits to choose from, in seconds. */
    static final List<Integer> RUNGS = List.of(60, 90, 120, 150, 190, 240, 300, 400, 600, 900, 1_200, 1_800);

    /** What one limit costs one owner: stalls that were none, and the seconds that a freeze would go unseen. */
    private record Cost(long falseAlarms, double delay) {
        static final Cost NONE = new Cost(0, 0);

        Cost and(Cost other) {
            return new Cost(falseAlarms + other.falseAlarms, delay + other.delay);
        }

        static Cost of(SessionReplay.Judged judged) {
            if (judged.silence().isCutShort()) return NONE;
            var limit = Math.min(judged.noticed(), Score.UNNOTICED);
            var until = Math.min(Score.weight(judged), limit);
            return new Cost(judged.isStalled() ? 1 : 0, limit * until - until * until / 2);
        }
    }

    private final Map<ObserverView, NavigableMap<Integer, List<OwnedSilence>>> judged =
            new EnumMap<>(ObserverView.class);
    private final Map<LimitFamily, NavigableMap<Integer, Map<String, Cost>>> costs = new EnumMap<>(LimitFamily.class);

    Trials(List<Session> sessions) {
        for (var view : ObserverView.values()) judged.put(view, new TreeMap<>());
        for (var family : LimitFamily.values()) costs.put(family, new TreeMap<>());
        for (var rung : RUNGS) {
            var patience = Patience.USUAL.stalling(LimitFamily.KINDS, Duration.ofSeconds(rung));
            judged.forEach((view, byRung) -> byRung.put(rung, OwnedSilence.of(sessions, view, patience)));
            all(ObserverView.VISIBLE, rung).forEach(it -> add(rung, it));
        }
    }

    private List<OwnedSilence> all(ObserverView view, int rung) {
        return judged.getOrDefault(view, new TreeMap<>()).getOrDefault(rung, List.of());
    }

    private void add(int rung, OwnedSilence it) {
        LimitFamily.of(it.judged().silence())
                .ifPresent(family -> costs.getOrDefault(family, new TreeMap<>())
                        .computeIfAbsent(rung, _ -> new TreeMap<>())
                        .merge(it.owner(), Cost.of(it.judged()), Cost::and));
    }

    /**
     * The limits that cost these owners least; of two that cost the same the gentler one.
     *
     * @param price how many seconds of mean delay one false stall an hour is worth
     */
    Map<LimitFamily, Integer> cheapest(double price, Predicate<String> owners) {
        var chosen = new EnumMap<LimitFamily, Integer>(LimitFamily.class);
        costs.forEach((family, byRung) -> {
            chosen.put(family, RUNGS.getLast());
            var least = Double.POSITIVE_INFINITY;
            for (var rung : byRung.descendingMap().entrySet()) {
                var cost = cost(price, rung.getValue(), owners);
                if (cost < least) chosen.put(family, rung.getKey());
                least = Math.min(least, cost);
            }
        });
        return chosen;
    }

    private static double cost(double price, Map<String, Cost> byOwner, Predicate<String> owners) {
        var sum = byOwner.entrySet().stream()
                .filter(owner -> owners.test(owner.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Cost.NONE, Cost::and);
        return price * 3600 * sum.falseAlarms() + sum.delay();
    }

    /** All that a view judges, each silence by the limits that were chosen for its owner. */
    List<OwnedSilence> judged(ObserverView view, Map<String, Map<LimitFamily, Integer>> byOwner) {
        var any = all(view, RUNGS.getLast());
        var chosen = new ArrayList<OwnedSilence>(any.size());
        for (var i = 0; i < any.size(); i++) {
            var it = any.get(i);
            var limits = byOwner.getOrDefault(it.owner(), Map.of());
            var rung =
                    LimitFamily.of(it.judged().silence()).map(family -> limits.getOrDefault(family, RUNGS.getLast()));
            chosen.add(rung.map(limit -> all(view, limit)).orElse(any).get(i));
        }
        return chosen;
    }
}
