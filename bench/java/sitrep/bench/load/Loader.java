package sitrep.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sitrep.bench.Connection;
import sitrep.bench.Rounds;
import sitrep.bench.Served;

/**
 * Kept-alive connections to one server, each of which sends one request after the other and waits for each to be
 * answered.
 */
final class Loader {
    static final int CONNECTIONS = 8;

    private static final int TAKEN = 202;

    /** Before what is measured, so much is sent quickly, for a JVM has to learn. */
    private static final int WARM_ITEMS = 40_000;

    private static final int WARM_BATCH = 100;
    private static final double WARM_SECONDS = 10;

    /** What one connection sends: bodies of requests, one after the other. */
    interface Bodies {
        /** The next one, with so many items in it. */
        byte[] next(int items);
    }

    /** Where it is sent. */
    record Target(Process server, int port, String path, String type) {}

    /**
     * How it went.
     *
     * @param rate items a second that were taken in
     * @param p50 milliseconds of a request at the median
     * @param p99 and at the 99th percentile
     * @param cpu microseconds of the server's processor time an item, which other work on the machine changes little
     */
    record Taken(double rate, double p50, double p99, double cpu) {
        /** The median of each figure. */
        static Taken median(List<Taken> rounds) {
            return new Taken(
                    median(rounds, Taken::rate),
                    median(rounds, Taken::p50),
                    median(rounds, Taken::p99),
                    median(rounds, Taken::cpu));
        }

        private static double median(List<Taken> rounds, ToDoubleFunction<Taken> figure) {
            return Rounds.median(rounds.stream().mapToDouble(figure).toArray());
        }
    }

    /** When a connection has sent enough. */
    private interface Enough {
        boolean is(long items);
    }

    /** What one connection sent, and how many milliseconds each request took. */
    private record Sent(long items, double[] times) {}

    private final Target target;
    private final List<Bodies> bodies;
    private long items;

    Loader(Target target, IntFunction<Bodies> bodies) {
        this.target = target;
        this.bodies = IntStream.range(0, CONNECTIONS).mapToObj(bodies).toList();
    }

    /** To Sitrep, with tasks of so many events. */
    static Loader events(Served served, int each) {
        var target = new Target(served.process(), served.port, "/api/v1/events", "application/x-ndjson");
        return new Loader(target, i -> new NewTasks("load-" + i, each));
    }

    /** How many items were taken in so far. */
    long items() {
        return items;
    }

    void warm(int batch) throws Exception {
        send(WARM_BATCH, sent -> sent >= WARM_ITEMS / CONNECTIONS);
        run(WARM_SECONDS, batch);
    }

    /** So many seconds of requests with so many items each. */
    Taken run(double seconds, int batch) throws Exception {
        var before = items;
        var cpu = cpu();
        var began = System.nanoTime();
        var until = began + (long) (seconds * 1e9);
        var times = send(batch, _ -> System.nanoTime() >= until);
        var took = (System.nanoTime() - began) / 1e9;
        var count = (double) items - before;
        var used = cpu().minus(cpu).toNanos() / 1e3;
        return new Taken(count / took, Rounds.median(times), Rounds.percentile(99, times), used / count);
    }

    private Duration cpu() {
        return target.server().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private double[] send(int batch, Enough enough) throws Exception {
        try (var senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            var jobs = new ArrayList<Callable<Sent>>();
            for (var each : bodies) jobs.add(() -> send(each, batch, enough));
            var times = DoubleStream.builder();
            for (var done : senders.invokeAll(jobs)) {
                items += done.get().items();
                for (var time : done.get().times()) times.add(time);
            }
            return times.build().toArray();
        }
    }

    private Sent send(Bodies from, int batch, Enough enough) throws IOException {
        var times = DoubleStream.builder();
        var sent = 0L;
        try (var connection = new Connection(target.port())) {
            while (!enough.is(sent)) {
                var body = from.next(batch);
                var began = System.nanoTime();
                var status = connection.post(target.path(), target.type(), body);
                times.add((System.nanoTime() - began) / 1e6);
                if (status != TAKEN) throw new IOException("the server answered " + status);
                sent += batch;
            }
        }
        return new Sent(sent, times.build().toArray());
    }
}
