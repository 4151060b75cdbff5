package sitrep.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which phase a run said it was in, and when: what its timeline and its present phase are made of.
 *
 * <p>Bounded without losing order-freedom. Up to {@link Limits#MARKS} marks are kept exactly. Past that, time is cut
 * into slots of one second, then two, four and so on, and of each phase only the earliest mark in each slot is kept;
 * the slot is always the narrowest with which all fit. A coarser cut can be made from a finer one and the number of
 * marks only grows, so the result depends on the set of marks and not on their order. The newest mark of each phase is
 * kept exactly, so the present phase is always right; only the times of old changes become coarse.
 *
 * @param kept in order of their stamps, without the newest of each phase unless they are in it anyway
 * @param newest the newest mark of each phase
 * @param slot zero while every mark is kept
 */
public record Marks(List<Mark> kept, Map<Phase, Mark> newest, Duration slot) {

    /** One event's word that the run was in a phase. */
    public record Mark(Stamp stamp, Phase phase) {}

    private record Slot(long number, Phase phase) {}

    static final Marks NONE = new Marks(List.of(), Map.of(), Duration.ZERO);

    Marks with(Phase phase, Stamp stamp) {
        var mark = new Mark(stamp, phase);
        var fitting = slot.isZero() ? insert(kept, mark) : insertInSlot(mark);
        var width = slot;
        while (fitting.size() > Limits.MARKS) {
            width = width.isZero() ? Duration.ofSeconds(1) : width.multipliedBy(2);
            fitting = coarser(fitting, width);
        }
        return new Marks(Collections.unmodifiableList(fitting), newestWith(mark), width);
    }

    /** The mark that holds now: the newest. */
    Optional<Mark> last() {
        return newest.values().stream().max((one, other) -> one.stamp().compareTo(other.stamp()));
    }

    /** All that is known, in order. */
    List<Mark> inOrder() {
        if (slot.isZero()) return kept;
        var all = kept;
        for (var mark : newest.values()) {
            all = insert(all, mark);
        }
        return all;
    }

    private Map<Phase, Mark> newestWith(Mark mark) {
        var before = newest.get(mark.phase());
        if (before != null && !mark.stamp().isAfter(before.stamp())) return newest;
        var next = new EnumMap<Phase, Mark>(Phase.class);
        next.putAll(newest);
        next.put(mark.phase(), mark);
        return Collections.unmodifiableMap(next);
    }

    private List<Mark> insertInSlot(Mark mark) {
        return coarser(insert(kept, mark), slot);
    }

    private static List<Mark> insert(List<Mark> marks, Mark mark) {
        var index = marks.size();
        while (index > 0 && marks.get(index - 1).stamp().isAfter(mark.stamp())) {
            index--;
        }
        if (index > 0 && marks.get(index - 1).stamp().equals(mark.stamp())) return marks;
        var next = new ArrayList<Mark>(marks.size() + 1);
        next.addAll(marks.subList(0, index));
        next.add(mark);
        next.addAll(marks.subList(index, marks.size()));
        return next;
    }

    private static List<Mark> coarser(List<Mark> marks, Duration width) {
        var earliest = new HashMap<Slot, Mark>();
        var next = new ArrayList<Mark>(marks.size());
        for (var mark : marks) {
            var slot = new Slot(Math.floorDiv(mark.stamp().at().toEpochMilli(), width.toMillis()), mark.phase());
            if (earliest.putIfAbsent(slot, mark) == null) {
                next.add(mark);
            }
        }
        return next;
    }
}
