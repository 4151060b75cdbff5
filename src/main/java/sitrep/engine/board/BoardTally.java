package sitrep.engine.board;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Shelf;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.known.KnownTask;
import sitrep.store.TaskIndex;

/**
 * How many tasks want what, are in which phase and lie where: kept as they change, never counted anew.
 *
 * @param failed of those that are unreported, how many failed
 * @param shelved of those that lie on each shelf, how many want what
 */
public record BoardTally(
        Map<Attention, Long> byAttention,
        Map<Phase, Long> byPhase,
        long failed,
        Map<Shelf, Map<Attention, Long>> shelved) {
    public BoardTally {
        byAttention = Collections.unmodifiableMap(byAttention);
        byPhase = Collections.unmodifiableMap(byPhase);
        shelved = Collections.unmodifiableMap(shelved);
    }

    static BoardTally of(TaskIndex index) {
        var attentions = new EnumMap<Attention, Long>(Attention.class);
        var kept = index.counts("attention");
        for (var attention : Attention.values()) {
            attentions.put(attention, kept.getOrDefault(attention.word(), 0L));
        }
        var phases = new EnumMap<Phase, Long>(Phase.class);
        var keptPhases = index.counts("phase");
        for (var phase : Phase.values()) {
            phases.put(phase, keptPhases.getOrDefault(phase.word(), 0L));
        }
        var failed = index.counts(KnownTask.FAILURE.name()).getOrDefault(KnownTask.FAILURE.value(), 0L);
        return new BoardTally(attentions, phases, failed, shelved(index));
    }

    private static Map<Shelf, Map<Attention, Long>> shelved(TaskIndex index) {
        var kept = index.counts(KnownTask.SHELVED);
        var shelves = new EnumMap<Shelf, Map<Attention, Long>>(Shelf.class);
        for (var shelf : Shelf.values()) {
            var on = new EnumMap<Attention, Long>(Attention.class);
            for (var attention : Attention.values()) {
                var count = kept.getOrDefault(shelf.word() + " " + attention.word(), 0L);
                if (count > 0) on.put(attention, count);
            }
            shelves.put(shelf, on);
        }
        return shelves;
    }

    /**
     * After one task changed.
     *
     * @param before none if it is heard of for the first time, several if they joined
     */
    BoardTally moved(List<Sitrep> before, Sitrep after) {
        if (before.size() == 1 && isSame(before.getFirst(), after)) return this;
        var tally = this;
        for (var task : before) tally = tally.with(task, -1);
        return tally.with(after, 1);
    }

    private static boolean isSame(Sitrep one, Sitrep other) {
        return one.attention().value() == other.attention().value()
                && one.phase().value() == other.phase().value()
                && shelf(one).equals(shelf(other));
    }

    private static Optional<Shelf> shelf(Sitrep task) {
        return task.shelf().map(Shown::value);
    }

    /** Without a task that is no more. */
    BoardTally without(Sitrep gone) {
        return with(gone, -1);
    }

    private BoardTally with(Sitrep task, long by) {
        var attention = task.attention().value();
        var attentions = new EnumMap<>(byAttention);
        attentions.merge(attention, by, Long::sum);
        var phases = new EnumMap<>(byPhase);
        phases.merge(task.phase().value(), by, Long::sum);
        var failures = failed + (task.isUnreportedFailure() ? by : 0);
        if (shelf(task).isEmpty()) return new BoardTally(attentions, phases, failures, shelved);
        var shelves = new EnumMap<>(shelved);
        var on = new EnumMap<Attention, Long>(Attention.class);
        on.putAll(on(shelf(task).get(), shelved));
        on.merge(attention, by, Long::sum);
        shelves.put(shelf(task).get(), on);
        return new BoardTally(attentions, phases, failures, shelves);
    }

    public long of(Attention attention) {
        return byAttention.getOrDefault(attention, 0L);
    }

    /** How many lie on a shelf. */
    public long on(Shelf shelf) {
        return on(shelf, shelved).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<Attention, Long> on(Shelf shelf, Map<Shelf, Map<Attention, Long>> shelves) {
        return shelves.getOrDefault(shelf, Map.of());
    }

    /** How many want this and lie nowhere. */
    public long unshelved(Attention attention) {
        var away = shelved.values().stream()
                .mapToLong(on -> on.getOrDefault(attention, 0L))
                .sum();
        return of(attention) - away;
    }

    /** The board in one sentence, as in "3 tasks need you, 1 looks stuck. 11 are working on their own." */
    public String sentence() {
        return BoardSentence.of(this);
    }
}
