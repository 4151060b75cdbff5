package sitrep.bench.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import sitrep.bench.Launcher;
import sitrep.bench.Rounds;
import sitrep.bench.Served;

/**
 * The six loads beside a peer: Zipkin's server takes in spans of traces in just as large requests, from the same
 * connections, and keeps them in memory, where Sitrep makes events durable. Both are new for each load, are warmed, and
 * take turns; the medians of the rounds count.
 */
public final class PeerBench {
    private static final int ROUNDS = 3;
    private static final double SECONDS = 3;

    /** For what one of them still does behind its answers, before the other's turn. */
    private static final long QUIET_NANOS = 1_500_000_000L;

    private PeerBench() {}

    public static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== peer: Sitrep beside Zipkin, items/s and milliseconds of a request over %d connections,"
                        + " events of %.0f bytes, spans of %.0f",
                Loader.CONNECTIONS,
                new NewTasks("load-0", 50).next(1_000).length / 1e3,
                new NewTraces(0, 50).next(1_000).length / 1e3);
        for (var load : LoadBench.Load.all()) measure(jar, load);
    }

    private static void measure(Path jar, LoadBench.Load load) throws Exception {
        var log = Files.createTempFile(Path.of("target"), "bench-zipkin-", ".log");
        try (var served = new Served(jar, Served.newFolder());
                var zipkin = new Zipkin(Launcher.peer(), log)) {
            var events = Loader.events(served, load.each());
            var spans = zipkin.spans(load.each());
            events.warm(load.batch());
            spans.warm(load.batch());
            var ours = new ArrayList<Loader.Taken>();
            var theirs = new ArrayList<Loader.Taken>();
            for (var round = 0; round < ROUNDS; round++) {
                LockSupport.parkNanos(QUIET_NANOS);
                ours.add(events.run(SECONDS, load.batch()));
                LockSupport.parkNanos(QUIET_NANOS);
                theirs.add(spans.run(SECONDS, load.batch()));
            }
            served.expectEvents(events.items());
            zipkin.expectSpans(spans.items());
            tell(load, ours, theirs);
        }
        Files.delete(log);
    }

    private static void tell(LoadBench.Load load, List<Loader.Taken> ours, List<Loader.Taken> theirs) {
        var ratios = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++)
            ratios[round] = ours.get(round).rate() / theirs.get(round).rate();
        Rounds.line("%s: ratio %.2f   Sitrep %s   Zipkin %s", load, Rounds.median(ratios), words(ours), words(theirs));
    }

    private static String words(List<Loader.Taken> rounds) {
        var median = Loader.Taken.median(rounds);
        return "%,7.0f/s   p50 %8.2f   p99 %8.2f   %3.0f µs of a processor"
                .formatted(median.rate(), median.p50(), median.p99(), median.cpu());
    }
}
