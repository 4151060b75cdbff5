package sitrep.core;

import java.util.Arrays;

/**
 * A task's place on the board: first by what it wants, then by time, ties by id, by code points as databases sort.
 * Smaller comes first, so that a keyset page is "the next ones after this place".
 *
 * @param rank the attention, most pressing 0
 * @param order milliseconds: of the time since when, where the oldest comes first, or its negative
 */
public record Place(int rank, long order, Task.Id task) implements Comparable<Place> {

    static Place of(Sitrep sitrep) {
        var attention = sitrep.attention().value();
        var millis = attention == Attention.WORKING
                ? sitrep.lastUpdate().value().toEpochMilli()
                : sitrep.since().value().toEpochMilli();
        return new Place(attention.rank(), attention.oldestFirst() ? millis : -millis, sitrep.id());
    }

    @Override
    public int compareTo(Place other) {
        if (rank != other.rank) return Integer.compare(rank, other.rank);
        if (order != other.order) return Long.compare(order, other.order);
        return Arrays.compare(codePoints(), other.codePoints());
    }

    private int[] codePoints() {
        return task.text().codePoints().toArray();
    }
}
