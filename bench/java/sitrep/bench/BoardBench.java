package sitrep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The first page of the board with 10 thousand, 100 thousand and a million tasks, while events keep coming in; and what
 * a task and a page cost of a processor, which other work on the machine changes little.
 */
final class BoardBench {
    private static final int[] SIZES = Stream.of(
                    System.getProperty("bench.tasks", "10000,100000,1000000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();

    /** More flags for the server's JVM. */
    private static final String OPTIONS = System.getProperty("bench.options", "");

    /** Of the last so many tasks one in fifty is at work still: what is long past does not go on. */
    private static final int RECENT = 1_000_000;

    private static final int BATCH = 1_000;
    private static final int PAGES = 400;

    /** Pages that are read while nothing comes in, in so many rounds: a processor's time is told in hundredths. */
    private static final int A_ROUND = 40;

    private static final int ROUNDS = 15;

    /** How many pages are asked for in a second at most. */
    private static final int A_SECOND = Integer.getInteger("bench.pages", 100_000);

    /** How many events a second keep coming in while pages are read. */
    private static final int RATE = 2_000;

    /** For so long pages are read before any is measured: a new JVM compiles on the same two cores. */
    private static final long WARM_NANOS = 10_000_000_000L;

    private static final List<String> PATHS = List.of(
            "/api/v1/tasks?limit=100",
            "/api/v1/tasks?limit=100&phase=testing",
            "/api/v1/tasks?limit=100&owner=owner-50");

    private static final long A_WHILE_NANOS = 2_000_000_000L;
    private static final long LONGEST_WORK_NANOS = 240_000_000_000L;

    private BoardBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line("%n== board: milliseconds for a page of 100 over HTTP, while %,d events/s come in", RATE);
        try (var served = Served.byLauncher(Served.newFolder(), OPTIONS)) {
            var made = 0;
            for (var size : SIZES) {
                fill(served, made, size);
                made = size;
                measure(served.port, size);
                quietly(served, size);
                Rounds.line("           resident: %.0f MB", served.residentBytes() / 1e6);
            }
        }
    }

    private static void fill(Served served, int from, int to) throws IOException {
        var began = System.nanoTime();
        var cpu = micros(served);
        try (var connection = new Connection(served.port)) {
            for (var first = from; first < to; first += BATCH) {
                var lines = new StringBuilder();
                for (var i = first; i < first + BATCH; i++)
                    lines.append(task(i, to)).append('\n');
                expect(connection.post(
                        "/api/v1/events",
                        "application/x-ndjson",
                        lines.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        Rounds.line(
                "%,9d tasks made at %,.0f/s, %,.0f µs of a processor each",
                to, (to - from) / ((System.nanoTime() - began) / 1e9), (micros(served) - cpu) / (to - from));
    }

    /** Most tasks have settled, as in real life; one in fifty is still in front of the operator. */
    private static String task(int i, int to) {
        var phase = i % 50 == 0 && i >= to - RECENT
                ? "\"phase\":\"testing\",\"update\":\"test " + i + " of many\""
                : "\"phase\":\"done\",\"reported\":\"#ops\"";
        return "{\"id\":\"make-" + i + "\",\"source\":\"bench\",\"task\":\"bench-" + i
                + "\",\"name\":\"Bench task number " + i + "\",\"owner\":\"owner-" + i % 100 + "\"," + phase + "}";
    }

    private static void measure(int port, int size) throws Exception {
        var stop = new AtomicBoolean();
        var sent = new AtomicLong();
        var load = Thread.ofPlatform().start(() -> load(port, size, stop, sent));
        warm(port);
        for (var path : PATHS) {
            try (var connection = new Connection(port)) {
                var times = new double[PAGES];
                var first = System.nanoTime();
                for (var i = 0; i < PAGES; i++) {
                    LockSupport.parkNanos(first + i * 1_000_000_000L / A_SECOND - System.nanoTime());
                    var began = System.nanoTime();
                    expect(connection.get(path));
                    times[i] = (System.nanoTime() - began) / 1e6;
                }
                Rounds.line(
                        "%,9d tasks %-42s p50 %6.2f   p99 %6.2f   (goal: p99 10 or less)",
                        size, path, Rounds.median(times), Rounds.percentile(99, times));
            }
        }
        stop.set(true);
        load.join();
    }

    /**
     * What pages cost while nothing comes in, and the server is done with what came: the median of rounds, for what it
     * does beside them falls into some of them.
     */
    private static void quietly(Served served, int size) throws IOException {
        settle(served);
        for (var path : PATHS) {
            var cost = new double[ROUNDS];
            var times = new double[ROUNDS * A_ROUND];
            try (var connection = new Connection(served.port)) {
                for (var i = 0; i < times.length; i++) {
                    if (i % A_ROUND == 0) cost[i / A_ROUND] = -micros(served);
                    var began = System.nanoTime();
                    expect(connection.get(path));
                    times[i] = (System.nanoTime() - began) / 1e6;
                    if ((i + 1) % A_ROUND == 0) cost[i / A_ROUND] += micros(served);
                }
            }
            Rounds.line(
                    "%,9d tasks %-42s p50 %6.2f   p99 %6.2f   %,.0f µs of a processor",
                    size, path, Rounds.median(times), Rounds.percentile(99, times), Rounds.median(cost) / A_ROUND);
        }
    }

    /** Tasks that fall silent all at once are work for the server long after they came. */
    private static void settle(Served served) {
        var end = System.nanoTime() + LONGEST_WORK_NANOS;
        for (var busy = true; busy && System.nanoTime() < end; ) {
            var cpu = micros(served);
            LockSupport.parkNanos(A_WHILE_NANOS);
            busy = (micros(served) - cpu) * 1e3 > A_WHILE_NANOS / 20.0;
        }
    }

    private static double micros(Served served) {
        return served.process().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
    }

    private static void warm(int port) throws IOException {
        var began = System.nanoTime();
        try (var connection = new Connection(port)) {
            while (System.nanoTime() - began < WARM_NANOS) {
                for (var path : PATHS) expect(connection.get(path));
            }
        }
    }

    private static void load(int port, int size, AtomicBoolean stop, AtomicLong sent) {
        var work = new Work("load-" + size, size);
        try (var connection = new Connection(port)) {
            var began = System.nanoTime();
            while (!stop.get()) {
                expect(connection.post("/api/v1/events", "application/x-ndjson", work.batch(RATE / 20)));
                var due = began + sent.incrementAndGet() * 50_000_000L;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            Rounds.line("the load ended early: %s", e);
        }
    }

    private static void expect(int status) throws IOException {
        if (status != 200 && status != 202) throw new IOException("the server answered " + status);
    }
}
