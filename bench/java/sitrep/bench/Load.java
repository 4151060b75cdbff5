package sitrep.bench;

import java.util.List;

/**
 * One way in which work is told of.
 *
 * @param batch how many events a request has
 * @param each how many events a task has
 */
record Load(int batch, int each) {
    /** Only those with so many events a request are measured, if {@code -Dbench.batch} says so. */
    private static final int ONLY = Integer.getInteger("bench.batch", 0);

    private static final List<Load> ALL = List.of(
            new Load(1, 5),
            new Load(1, 50),
            new Load(100, 5),
            new Load(100, 50),
            new Load(1_000, 5),
            new Load(1_000, 50));

    static List<Load> all() {
        return ALL.stream().filter(load -> ONLY == 0 || load.batch() == ONLY).toList();
    }

    @Override
    public String toString() {
        return "%,5d a request, %2d a task".formatted(batch, each);
    }
}
