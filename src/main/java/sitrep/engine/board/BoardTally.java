package sitrep.engine.board;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.known.KnownTask;
import sitrep.store.TaskIndex;

/**
 * How many tasks want what and are in which phase: kept as they change, never counted anew.
 *
 * @param failed of those that are unreported, how many failed
 */
public record BoardTally(Map<Attention, Long> byAttention, Map<Phase, Long> byPhase, long failed) {
    public BoardTally {
        byAttention = Collections.unmodifiableMap(byAttention);
        byPhase = Collections.unmodifiableMap(byPhase);
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
        return new BoardTally(attentions, phases, failed);
    }

    /**
     * After one task changed.
     *
     * @param before none if it is heard of for the first time, several if they joined
     */
    BoardTally moved(List<Sitrep> before, Sitrep after) {
        var same = before.size() == 1
                && before.getFirst().attention().value() == after.attention().value()
                && before.getFirst().phase().value() == after.phase().value();
        if (same) return this;
        var attentions = new EnumMap<>(byAttention);
        var phases = new EnumMap<>(byPhase);
        before.forEach(task -> {
            attentions.merge(task.attention().value(), -1L, Long::sum);
            phases.merge(task.phase().value(), -1L, Long::sum);
        });
        attentions.merge(after.attention().value(), 1L, Long::sum);
        phases.merge(after.phase().value(), 1L, Long::sum);
        var failures = before.stream().filter(Sitrep::isUnreportedFailure).count();
        return new BoardTally(attentions, phases, failed - failures + (after.isUnreportedFailure() ? 1 : 0));
    }

    /** Without a task that is no more. */
    BoardTally without(Sitrep gone) {
        var attentions = new EnumMap<>(byAttention);
        var phases = new EnumMap<>(byPhase);
        attentions.merge(gone.attention().value(), -1L, Long::sum);
        phases.merge(gone.phase().value(), -1L, Long::sum);
        return new BoardTally(attentions, phases, failed - (gone.isUnreportedFailure() ? 1 : 0));
    }

    public long of(Attention attention) {
        return byAttention.getOrDefault(attention, 0L);
    }

    /** The board in one sentence, as in "3 tasks need you, 1 looks stuck. 11 are working on their own." */
    public String sentence() {
        return BoardSentence.of(this);
    }
}
