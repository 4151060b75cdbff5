package sitrep.bench.load;

import java.nio.file.Path;
import java.util.List;
import sitrep.bench.IngestBench;
import sitrep.bench.Rounds;
import sitrep.bench.Served;

/**
 * Six ways in which work is told of, each on a new server: events made durable a second, how long a request takes, and
 * what an event takes on disk once the server has ended; beside bare appends to SQLite in the same run.
 */
public final class LoadBench {
    private static final double SECONDS = 5;

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
            return ALL.stream()
                    .filter(load -> ONLY == 0 || load.batch() == ONLY)
                    .toList();
        }

        @Override
        public String toString() {
            return "%,5d a request, %2d a task".formatted(batch, each);
        }
    }

    private LoadBench() {}

    public static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== load: durable events/s and milliseconds of a request over %d connections, events of %.0f bytes",
                Loader.CONNECTIONS, new NewTasks("load-0", 50).next(1_000).length / 1e3);
        for (var load : Load.all()) measure(jar, load);
    }

    private static void measure(Path jar, Load load) throws Exception {
        var floor = IngestBench.bare();
        var folder = Served.newFolder();
        try (var served = new Served(jar, folder)) {
            var loader = Loader.events(served, load.each());
            loader.warm(load.batch());
            var taken = loader.run(SECONDS, load.batch());
            var resident = served.residentBytes() / 1e6;
            served.expectEvents(loader.items());
            served.stop();
            Rounds.line(
                    "%s: %,7.0f/s   p50 %8.2f   p99 %8.2f   %3.0f µs of a processor an event   %.2f of bare SQLite's"
                            + " %,.0f   %,.0f bytes an event on disk   resident %.0f MB",
                    load,
                    taken.rate(),
                    taken.p50(),
                    taken.p99(),
                    taken.cpu(),
                    taken.rate() / floor,
                    floor,
                    (double) Served.bytesOnDisk(folder) / loader.items(),
                    resident);
        }
    }
}
