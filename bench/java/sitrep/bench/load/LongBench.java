package sitrep.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import sitrep.bench.Connection;
import sitrep.bench.Rounds;
import sitrep.bench.Served;

/**
 * A task that goes on and on: how fast its events are made durable, and once the server has ended and the launcher has
 * started it again, how long it takes until the board and the task are right, and how long the task takes from then on,
 * beside the smallest request there is. {@code -Dbench.events} is how many events it has; with
 * {@code -Dbench.each} there are many tasks of so many events each, and it is the last of them that is asked for.
 */
public final class LongBench {
    private static final int EVENTS = Integer.getInteger("bench.events", 1_000_000);
    private static final int EACH = Integer.getInteger("bench.each", EVENTS + 1_000);
    private static final int BATCH = 1_000;
    private static final int TIMES = 50;
    private static final int PARTS = 10;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final String SENDER = "long";
    private static final String TASK = "/api/v1/tasks/" + NewTasks.task(SENDER, EVENTS - 1, EACH);
    private static final String LAST = NewTasks.words(EVENTS - 1, EACH);
    private static final Pattern ID = Pattern.compile("\"id\":\"" + SENDER + "-\\d+\"");
    private static final String BOARD = "/api/v1/tasks?limit=100";
    private static final String TRIFLE = "/health/live";

    private LongBench() {}

    public static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== long: %,d events, %,d tasks, sent %,d a request over one connection",
                EVENTS, (EVENTS - 1) / EACH + 1, BATCH);
        var folder = Served.newFolder();
        try (var served = new Served(jar, folder)) {
            fill(served);
            ask(served, "before the restart");
            var shown = shown(served);
            var began = System.nanoTime();
            served.stop();
            Rounds.line("ended after %.2f s", seconds(began));
            Rounds.line("on disk: %,.0f bytes an event", (double) Served.bytesOnDisk(folder) / EVENTS);
            restart(folder, shown);
        }
    }

    private static void fill(Served served) throws IOException {
        var work = new NewTasks(SENDER, EACH);
        try (var connection = new Connection(served.port)) {
            for (var part = 0; part < PARTS; part++) {
                var began = System.nanoTime();
                for (var sent = 0; sent < EVENTS / PARTS; sent += BATCH) {
                    var status = connection.post("/api/v1/events", "application/x-ndjson", work.next(BATCH));
                    if (status != 202) throw new IOException("the server answered " + status);
                }
                if (part == 0) Rounds.line("the first tenth is taken in at %,.0f/s", EVENTS / PARTS / seconds(began));
                if (part == PARTS - 1) Rounds.line("the last tenth at %,.0f/s", EVENTS / PARTS / seconds(began));
            }
        }
        served.expectEvents(EVENTS);
        Rounds.line("resident: %.0f MB", served.residentBytes() / 1e6);
    }

    private static void restart(Path folder, List<String> shown) throws Exception {
        var began = System.nanoTime();
        try (var served = Served.byLauncher(folder, "")) {
            Rounds.line("listens %.2f s after its start", seconds(began));
            await("the board as before", () -> shown(served).equals(shown));
            Rounds.line("the board is right %.2f s after its start", seconds(began));
            await("the last event of the task", () -> text(served, TASK).contains(LAST));
            Rounds.line("the task is right %.2f s after its start", seconds(began));
            ask(served, "after the restart");
            Rounds.line("resident: %.0f MB", served.residentBytes() / 1e6);
        }
    }

    private static void await(String what, Callable<Boolean> isThere) throws Exception {
        var until = System.nanoTime() + WITHIN.toNanos();
        while (!isThere.call()) {
            if (System.nanoTime() > until) throw new IOException("waited in vain for " + what);
        }
    }

    /** The tasks on the first page of the board. */
    private static List<String> shown(Served served) throws IOException {
        return ID.matcher(text(served, BOARD)).results().map(MatchResult::group).toList();
    }

    private static String text(Served served, String path) throws IOException {
        try (var connection = new Connection(served.port)) {
            return connection.text(path);
        }
    }

    private static void ask(Served served, String when) throws IOException {
        for (var path : new String[] {TRIFLE, TASK, BOARD}) {
            var times = new double[TIMES];
            try (var connection = new Connection(served.port)) {
                for (var i = 0; i < TIMES; i++) {
                    var began = System.nanoTime();
                    connection.text(path);
                    times[i] = seconds(began) * 1e3;
                }
            }
            Rounds.line(
                    "%-18s %-24s first %8.2f ms   p50 %7.2f   p99 %7.2f of %d",
                    when, path, times[0], Rounds.median(times), Rounds.percentile(99, times), TIMES);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
