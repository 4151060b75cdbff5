package sitrep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The first page of the board with 10 thousand, 100 thousand and a million tasks, while events keep coming in. */
final class BoardBench {
    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int BATCH = 1_000;
    private static final int PAGES = 400;

    /** How many events a second keep coming in while pages are read. */
    private static final int RATE = 2_000;

    /** For so long pages are read before any is measured: a new JVM compiles on the same two cores. */
    private static final long WARM_NANOS = 10_000_000_000L;

    private static final List<String> PATHS = List.of(
            "/api/v1/tasks?limit=100",
            "/api/v1/tasks?limit=100&phase=testing",
            "/api/v1/tasks?limit=100&owner=owner-50");

    private BoardBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line("%n== board: milliseconds for a page of 100 over HTTP, while %,d events/s come in", RATE);
        var folder = Served.newFolder();
        try (var served = new Served(jar, folder)) {
            var made = 0;
            for (var size : SIZES) {
                fill(served.port, made, size);
                made = size;
                measure(served.port, size);
                Rounds.line("           resident: %.0f MB", served.residentBytes() / 1e6);
            }
        }
    }

    private static void fill(int port, int from, int to) throws IOException {
        var began = System.nanoTime();
        try (var connection = new Connection(port)) {
            for (var first = from; first < to; first += BATCH) {
                var lines = new StringBuilder();
                for (var i = first; i < first + BATCH; i++)
                    lines.append(task(i)).append('\n');
                expect(connection.post(
                        "/api/v1/events",
                        "application/x-ndjson",
                        lines.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        Rounds.line("%,9d tasks made at %,.0f/s", to, (to - from) / ((System.nanoTime() - began) / 1e9));
    }

    /** Most tasks have settled, as in real life; one in fifty is still in front of the operator. */
    private static String task(int i) {
        var phase = i % 50 == 0
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
                for (var i = 0; i < PAGES; i++) {
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
                java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            Rounds.line("the load ended early: %s", e);
        }
    }

    private static void expect(int status) throws IOException {
        if (status != 200 && status != 202) throw new IOException("the server answered " + status);
    }
}
