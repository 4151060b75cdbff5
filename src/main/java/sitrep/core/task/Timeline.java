package sitrep.core.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * What was said, and when, of something that changes: of a run, which phase it was in; of a block, whether it held.
 * Timelines are made of it, and what is so now.
 *
 * <p>Bounded without losing order-freedom. Up to {@link Limits#MARKS} marks are kept exactly. Past that, time is cut
 * into slots of one second, then two, four and so on, and of each value only the earliest mark in each slot is kept;
 * the slot is always the narrowest with which all fit. A coarser cut can be made from a finer one and the number of
 * marks only grows, so the result depends on the set of marks and not on their order. The newest mark of each value is
 * kept exactly, so what is so now is always right; only the times of old changes become coarse.
 *
 * @param <T> what can be said: a few values, for of each at least one mark is kept
 * @param kept in order of their stamps, without the newest of each value unless they are in it anyway
 * @param newest the newest mark of each value
 * @param slot zero while every mark is kept
 */
public record Timeline<T>(List<Mark<T>> kept, Map<T, Mark<T>> newest, Duration slot) {

    /** One event's word that it was so. */
    public record Mark<T>(Stamp stamp, T value) {}

    private record Slot<T>(long number, T value) {}

    static <T> Timeline<T> none() {
        return new Timeline<>(List.of(), Map.of(), Duration.ZERO);
    }

    Timeline<T> with(T value, Stamp stamp) {
        var mark = new Mark<>(stamp, value);
        var fitting = slot.isZero() ? insert(kept, mark) : insertInSlot(mark);
        var width = slot;
        while (fitting.size() > Limits.MARKS) {
            width = width.isZero() ? Duration.ofSeconds(1) : width.multipliedBy(2);
            fitting = coarser(fitting, width);
        }
        return new Timeline<>(Collections.unmodifiableList(fitting), newestWith(mark), width);
    }

    /** The mark that holds now: the newest. */
    public Optional<Mark<T>> last() {
        return newest.values().stream().max((one, other) -> one.stamp().compareTo(other.stamp()));
    }

    /** Since when what holds now was said without a break. */
    public Optional<Stamp> since() {
        var since = last();
        for (var mark : inOrder().reversed()) {
            if (!mark.value().equals(since.orElseThrow().value())) break;
            since = Optional.of(mark);
        }
        return since.map(Mark::stamp);
    }

    /** All that is known, in order. */
    public List<Mark<T>> inOrder() {
        if (slot.isZero()) return kept;
        var all = kept;
        for (var mark : newest.values()) {
            all = insert(all, mark);
        }
        return all;
    }

    private Map<T, Mark<T>> newestWith(Mark<T> mark) {
        var before = newest.get(mark.value());
        if (before != null && !mark.stamp().isAfter(before.stamp())) return newest;
        var next = new HashMap<>(newest);
        next.put(mark.value(), mark);
        return Map.copyOf(next);
    }

    private List<Mark<T>> insertInSlot(Mark<T> mark) {
        return coarser(insert(kept, mark), slot);
    }

    private static <T> List<Mark<T>> insert(List<Mark<T>> marks, Mark<T> mark) {
        var index = marks.size();
        while (index > 0 && marks.get(index - 1).stamp().isAfter(mark.stamp())) {
            index--;
        }
        if (index > 0 && marks.get(index - 1).stamp().equals(mark.stamp())) return marks;
        var next = new ArrayList<Mark<T>>(marks.size() + 1);
        next.addAll(marks.subList(0, index));
        next.add(mark);
        next.addAll(marks.subList(index, marks.size()));
        return next;
    }

    private static <T> List<Mark<T>> coarser(List<Mark<T>> marks, Duration width) {
        var earliest = new HashMap<Slot<T>, Mark<T>>();
        var next = new ArrayList<Mark<T>>(marks.size());
        for (var mark : marks) {
            var slot = new Slot<>(Math.floorDiv(mark.stamp().at().toEpochMilli(), width.toMillis()), mark.value());
            if (earliest.putIfAbsent(slot, mark) == null) {
                next.add(mark);
            }
        }
        return next;
    }
}
