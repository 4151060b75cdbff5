package sitrep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * How long an event takes from being sent to being read by each of a thousand listeners. The sent time travels in the
 * update's text; every hundredth listener reads what it gets, the others only take it off the wire.
 */
final class FeedBench {
    private static final int LISTENERS = 1_000;
    private static final int WARM_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final int[] RATES = {200, 2_000};

    /** The most that is asked for, and what is measured instead where the machine cannot do it. */
    private static final int MOST = 5_000;

    private static final int LESS = 500;

    /** Whoever sends this share of what is asked for has done it. */
    private static final double ENOUGH = 0.95;

    private static final int MOST_AT_ONCE = 1_000;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int HOT_TASKS = 20;
    private static final Pattern SENT = Pattern.compile("sent at (\\d+)");

    /** What those who read have heard: how many milliseconds each change took, and how often they missed too much. */
    private record Heard(ConcurrentLinkedQueue<Double> delays, AtomicLong resyncs) {}

    private FeedBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== feed: milliseconds from sending an event to reading it, %,d listeners, %d hot tasks",
                LISTENERS, HOT_TASKS);
        for (var rate : RATES) measure(jar, rate);
        if (measure(jar, MOST)) return;
        Rounds.line(
                "        this machine cannot make %,d events/s durable for so many listeners; so at %,d:", MOST, LESS);
        measure(jar, LESS);
    }

    private static boolean measure(Path jar, int rate) throws Exception {
        try (var served = new Served(jar, Served.newFolder())) {
            return measure(served, rate) >= ENOUGH * rate;
        }
    }

    /** Answers how many events a second could be sent. */
    private static double measure(Served served, int rate) throws Exception {
        var heard = new Heard(new ConcurrentLinkedQueue<>(), new AtomicLong());
        var connections = new ArrayList<Connection>();
        var ready = new CountDownLatch(LISTENERS);
        for (var i = 0; i < LISTENERS; i++) {
            var connection = new Connection(served.port);
            connections.add(connection);
            var reads = i % 100 == 0;
            Thread.ofVirtual().start(() -> listen(connection, reads, ready, heard));
        }
        ready.await();
        send(served.port, rate, WARM_SECONDS, "warm");
        heard.delays().clear();
        heard.resyncs().set(0);
        var sent = send(served.port, rate, SECONDS, "timed");
        LockSupport.parkNanos(500_000_000L);
        var times = heard.delays().stream().mapToDouble(Double::doubleValue).toArray();
        for (var connection : connections) connection.close();
        Rounds.line(
                "%,6d events/s (sent: %,6.0f): p50 %7.1f   p99 %7.1f   (goal: p99 100 or less)   resident %.0f MB"
                        + "   told to reload: %d times",
                rate,
                sent,
                Rounds.median(times),
                Rounds.percentile(99, times),
                served.residentBytes() / 1e6,
                heard.resyncs().get());
        return sent;
    }

    /**
     * A hundred requests a second with what is due by then, so that whoever is slow to answer gets larger ones. Answers
     * how many events a second it came to.
     */
    private static double send(int port, int rate, int seconds, String name) throws IOException {
        var began = System.nanoTime();
        var sent = 0;
        try (var connection = new Connection(port)) {
            while (sent < seconds * rate && System.nanoTime() < began + 2 * seconds * 1_000_000_000L) {
                var due = (int) Math.min((System.nanoTime() - began) / 1e9 * rate + 1, sent + MOST_AT_ONCE);
                if (due > sent) post(connection, name, sent, due);
                sent = Math.max(sent, due);
                LockSupport.parkNanos(began + sent * 1_000_000_000L / rate + PAUSE_NANOS - System.nanoTime());
            }
        }
        return sent / ((System.nanoTime() - began) / 1e9);
    }

    private static void post(Connection connection, String name, int from, int to) throws IOException {
        var lines = new StringBuilder();
        for (var i = from; i < to; i++) {
            lines.append("{\"source\":\"bench\",\"id\":\"").append(name).append(i);
            lines.append("\",\"task\":\"hot-").append(i % HOT_TASKS);
            lines.append("\",\"update\":\"sent at ").append(System.nanoTime()).append("\"}\n");
        }
        var status = connection.post(
                "/api/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
        if (status != 202) throw new IOException("the server answered " + status);
    }

    /** Until the connection is closed at the end of the measurement. */
    private static void listen(Connection connection, boolean reads, CountDownLatch ready, Heard heard) {
        try {
            read(connection, reads, ready, heard);
        } catch (IOException _) {
            // Caught here and not beside the loops, for there Java 25 may let it by once it has compiled a loop that
            // runs on a virtual thread.
        }
    }

    private static void read(Connection connection, boolean reads, CountDownLatch ready, Heard heard)
            throws IOException {
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
            if (line.equals("event: resync")) heard.resyncs().incrementAndGet();
            if (found.find()) heard.delays().add((System.nanoTime() - Long.parseLong(found.group(1))) / 1e6);
        }
    }
}
