package sitrep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * How long an event takes from being sent to being read by each of a thousand listeners. The sent time travels in the
 * update's text; every hundredth listener reads what it gets, the others only take it off the wire.
 */
final class FeedBench {
    private static final int LISTENERS = 1_000;
    private static final int SECONDS = 10;
    private static final int[] RATES = {200, 2_000};
    private static final int HOT_TASKS = 20;
    private static final Pattern SENT = Pattern.compile("sent at (\\d+)");

    private FeedBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== feed: milliseconds from sending an event to reading it, %,d listeners, %d hot tasks",
                LISTENERS, HOT_TASKS);
        for (var rate : RATES) {
            try (var served = new Served(jar, Served.newFolder())) {
                measure(served, rate);
            }
        }
    }

    private static void measure(Served served, int rate) throws Exception {
        var delays = new ConcurrentLinkedQueue<Double>();
        var connections = new ArrayList<Connection>();
        var ready = new CountDownLatch(LISTENERS);
        for (var i = 0; i < LISTENERS; i++) {
            var connection = new Connection(served.port);
            connections.add(connection);
            var reads = i % 100 == 0;
            Thread.ofVirtual().start(() -> listen(connection, reads, ready, delays));
        }
        ready.await();
        send(served.port, rate, 3, "warm");
        delays.clear();
        send(served.port, rate, SECONDS, "timed");
        LockSupport.parkNanos(500_000_000L);
        var times = delays.stream().mapToDouble(Double::doubleValue).toArray();
        for (var connection : connections) connection.close();
        Rounds.line(
                "%,6d events/s: p50 %7.1f   p99 %7.1f   (goal: p99 100 or less)   resident %.0f MB",
                rate, Rounds.median(times), Rounds.percentile(99, times), served.residentBytes() / 1e6);
    }

    private static void send(int port, int rate, int seconds, String name) throws IOException {
        var perBatch = Math.max(1, rate / 100);
        var batches = seconds * rate / perBatch;
        var began = System.nanoTime();
        try (var connection = new Connection(port)) {
            for (var batch = 0; batch < batches; batch++) {
                var lines = new StringBuilder();
                for (var i = 0; i < perBatch; i++) {
                    lines.append("{\"source\":\"bench\",\"id\":\"")
                            .append(name)
                            .append(batch * perBatch + i)
                            .append("\",\"task\":\"hot-")
                            .append((batch * perBatch + i) % HOT_TASKS)
                            .append("\",\"update\":\"sent at ")
                            .append(System.nanoTime())
                            .append("\"}\n");
                }
                connection.post(
                        "/api/v1/events",
                        "application/x-ndjson",
                        lines.toString().getBytes(StandardCharsets.UTF_8));
                LockSupport.parkNanos(began + (batch + 1L) * seconds * 1_000_000_000L / batches - System.nanoTime());
            }
        }
    }

    private static void listen(
            Connection connection, boolean reads, CountDownLatch ready, ConcurrentLinkedQueue<Double> delays) {
        try {
            var in = connection.stream("/api/v1/changes");
            var buffer = new byte[1 << 14];
            in.read(buffer);
            ready.countDown();
            if (!reads) {
                while (in.read(buffer) >= 0) {}
                return;
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = SENT.matcher(line);
                if (found.find()) delays.add((System.nanoTime() - Long.parseLong(found.group(1))) / 1e6);
            }
        } catch (IOException _) {
            // The connection was closed at the end of the measurement.
        }
    }
}
