package sitrep.store.chunk;

import sitrep.store.chunk.RecentKeys.Mark;

/** A set of marks without an object for each: open addressing with linear probing, at most half full. */
final class MarkSet {
    private long[] slots = new long[2 << 10];
    private int size;

    int size() {
        return size;
    }

    boolean has(Mark mark) {
        var at = slot(slots, mark);
        return isTaken(slots, at);
    }

    void add(Mark mark) {
        if (size * 4 >= slots.length) grow();
        var at = slot(slots, mark);
        if (isTaken(slots, at)) return;
        put(slots, at, mark);
        size++;
    }

    private void grow() {
        var more = new long[slots.length * 2];
        for (var at = 0; at < slots.length; at += 2) {
            if (!isTaken(slots, at)) continue;
            var mark = new Mark(slots[at], slots[at + 1]);
            put(more, slot(more, mark), mark);
        }
        slots = more;
    }

    /** Where a mark is, or where it would go. */
    private static int slot(long[] slots, Mark mark) {
        var at = (int) (mark.high() & (slots.length / 2 - 1)) * 2;
        while (isTaken(slots, at) && (slots[at] != mark.high() || slots[at + 1] != mark.low())) {
            at = (at + 2) & (slots.length - 1);
        }
        return at;
    }

    /** The mark of nothing but zeros would count as none; no key is known that has it. */
    private static boolean isTaken(long[] slots, int at) {
        return slots[at] != 0 || slots[at + 1] != 0;
    }

    private static void put(long[] slots, int at, Mark mark) {
        slots[at] = mark.high();
        slots[at + 1] = mark.low();
    }
}
