package sitrep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Events made durable through HTTP as NDJSON, against bare appends of the same rows to SQLite on the same disk: the
 * same pragmas and unique index, one prepared statement, groups of a thousand.
 */
public final class IngestBench {
    private static final int ROUNDS = 5;
    private static final int BATCH = 1_000;
    private static final int EVENTS = 100_000;
    private static final int SENDERS = 4;
    private static final int TASKS = 10_000;

    private IngestBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line(
                "%n== ingest: durable events/s, NDJSON of %d a request over %d connections, %d tasks",
                BATCH, SENDERS, TASKS);
        var ratios = new double[ROUNDS];
        var folder = Served.newFolder();
        try (var served = new Served(jar, folder)) {
            post(served.port, "warm");
            for (var round = 0; round < ROUNDS; round++) {
                var floor = bare();
                var http = post(served.port, "r" + round);
                ratios[round] = http / floor;
                Rounds.line(
                        "round %d: bare SQLite %,9.0f   through HTTP %,9.0f   ratio %.2f",
                        round + 1, floor, http, ratios[round]);
            }
            Rounds.line("resident after the load: %.0f MB", served.residentBytes() / 1e6);
        }
        Rounds.line("median ratio %.2f (goal: 0.50 or more)", Rounds.median(ratios));
    }

    private static double post(int port, String round) throws Exception {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var began = System.nanoTime();
            var jobs = new java.util.ArrayList<Callable<Integer>>();
            for (var i = 0; i < SENDERS; i++) {
                var work = new Work(round + "-" + i, TASKS);
                jobs.add(() -> send(port, work));
            }
            for (var done : senders.invokeAll(jobs)) {
                done.get();
            }
            return EVENTS / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static int send(int port, Work work) throws IOException {
        try (var connection = new Connection(port)) {
            for (var sent = 0; sent < EVENTS / SENDERS; sent += BATCH) {
                var status = connection.post("/api/v1/events", "application/x-ndjson", work.batch(BATCH));
                if (status != 202) throw new IOException("the server answered " + status);
            }
            return EVENTS;
        }
    }

    /** The floor: events a second without HTTP, without a task and without an index. */
    public static double bare() throws IOException, SQLException {
        var folder = Served.newFolder();
        var file = folder.resolve("floor.db");
        var work = new Work("floor", TASKS);
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (var setup = database.createStatement()) {
                setup.execute("PRAGMA journal_mode=WAL");
                setup.execute("PRAGMA synchronous=FULL");
                setup.execute("CREATE TABLE event(seq INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL,"
                        + " task TEXT, body BLOB NOT NULL, UNIQUE(source, id))");
            }
            database.setAutoCommit(false);
            var began = System.nanoTime();
            try (var insert = database.prepareStatement("INSERT INTO event VALUES(?,?,?,?,?)")) {
                for (var seq = 1; seq <= EVENTS; seq++) {
                    var task = "bench-" + seq % TASKS;
                    insert.setLong(1, seq);
                    insert.setString(2, "bench/floor");
                    insert.setString(3, "floor-" + seq);
                    insert.setString(4, task);
                    insert.setBytes(5, work.event(task).getBytes(StandardCharsets.UTF_8));
                    insert.addBatch();
                    if (seq % BATCH == 0) {
                        insert.executeBatch();
                        database.commit();
                    }
                }
            }
            return EVENTS / ((System.nanoTime() - began) / 1e9);
        } finally {
            try (var files = Files.list(folder)) {
                for (var each : files.toList()) Files.delete(each);
            }
            Files.delete(folder);
        }
    }
}
