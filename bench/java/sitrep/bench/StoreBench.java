package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.JsonEvents;
import sitrep.store.EventCodec;
import sitrep.store.Facet;
import sitrep.store.Store;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;
import sitrep.store.sql.SqlStore;

/**
 * What the embedded store costs: appends against the bare driver with the same rows in the same schema, rows put into
 * the index, and pages read while another thread writes. Candidates take turns, and medians are printed.
 *
 * <p>Arguments: {@code append}, {@code put TASKS}, {@code page TASKS}, and a folder for the databases, in which those
 * for put and page are kept for the next time.
 */
final class StoreBench {
    private static final int ROUNDS = 7;
    private static final int BATCH = 1_000;
    private static final int HOT = 10_000;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final EventCodec CODEC = new JsonEvents();

    private final Path folder;
    private final Random random = new Random(42);
    private final AtomicLong ids = new AtomicLong(System.nanoTime());
    private long clock;

    private StoreBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var bench = new StoreBench(Path.of(args[args.length - 1]));
        switch (args[0]) {
            case "append" -> bench.append();
            case "put" -> bench.put(Integer.parseInt(args[1]));
            case "page" -> bench.page(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("append, put TASKS or page TASKS, then a folder");
        }
    }

    // Appends.

    private void append() throws IOException, SQLException {
        var rates = new LinkedHashMap<String, List<Double>>();
        for (int round = 0; round < ROUNDS + 2; round++) {
            var batches = IntStream.range(0, 60).mapToObj(_ -> events(BATCH)).toList();
            var bare = bare(batches, folder.resolve("bare" + round));
            var ours = ours(batches, folder.resolve("ours" + round));
            if (round < 2) continue;
            rates.computeIfAbsent("bare inserts, events/s", _ -> new ArrayList<>())
                    .add(bare);
            rates.computeIfAbsent("SqlStore.append, events/s", _ -> new ArrayList<>())
                    .add(ours);
            rates.computeIfAbsent("ratio", _ -> new ArrayList<>()).add(ours / bare);
        }
        System.out.printf(
                Locale.ROOT, "an event takes %d bytes%n", CODEC.encode(events(1).getFirst()).length);
        rates.forEach((what, all) -> System.out.printf(Locale.ROOT, "%-28s %,12.2f%n", what, median(all)));
    }

    private double ours(List<List<Event>> batches, Path place) throws IOException {
        try (var store = SqlStore.open(place, CODEC)) {
            var began = System.nanoTime();
            batches.forEach(store::append);
            return rate(batches.size() * BATCH, began);
        } finally {
            delete(place);
        }
    }

    /** The driver as one would use it by hand, with rows that are already encoded. */
    private double bare(List<List<Event>> batches, Path place) throws IOException, SQLException {
        SqlStore.open(place, CODEC).close();
        var encoded = batches.stream()
                .map(batch -> batch.stream().map(CODEC::encode).toList())
                .toList();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + place.resolve("sitrep.db"))) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA cache_size = -16000");
                statement.execute("PRAGMA wal_autocheckpoint = 4000");
            }
            connection.setAutoCommit(false);
            var began = System.nanoTime();
            var insert = connection.prepareStatement(
                    "INSERT INTO event (seq, source, id, task, body) VALUES (?, ?, ?, ?, ?)");
            var seq = 0L;
            for (int i = 0; i < batches.size(); i++) {
                for (int k = 0; k < BATCH; k++) {
                    var event = batches.get(i).get(k);
                    insert.setLong(1, ++seq);
                    insert.setString(2, event.key().source());
                    insert.setString(3, event.key().id());
                    insert.setString(4, event.task().orElseThrow().text());
                    insert.setBytes(5, encoded.get(i).get(k));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
            return rate(batches.size() * BATCH, began);
        } finally {
            delete(place);
        }
    }

    private List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> event(random.nextInt(HOT)))
                .toList();
    }

    private Event event(int task) {
        var update = "412 of 913 tests, 0 failures; now in the module that talks to the release server, which is slow "
                + "today because of a mirror that has to be asked twice for each artefact";
        return new Event(
                new Event.Key("openclaw/office", "01JD" + ids.incrementAndGet()),
                Optional.of(id(task)),
                START,
                START,
                new Fact.RunAdvanced(
                        new RunId("run-" + task), Optional.of(Phase.TESTING), Optional.of(update), Optional.empty()));
    }

    // The index.

    private void put(int tasks) {
        try (var store = filled(tasks)) {
            var rates = new LinkedHashMap<String, List<Double>>();
            for (int round = 0; round < ROUNDS + 1; round++) {
                for (var kind : Change.values()) {
                    var rows = IntStream.range(0, 10)
                            .mapToObj(_ -> hot(tasks, kind))
                            .toList();
                    var began = System.nanoTime();
                    var cpu = cpu();
                    for (var batch : rows) {
                        store.put(batch, new Mark(++clock, 1));
                    }
                    if (round > 0) {
                        rates.computeIfAbsent("put, " + kind.says, _ -> new ArrayList<>())
                                .add(rate(10 * BATCH, began));
                        rates.computeIfAbsent(kind.says + ", CPU", _ -> new ArrayList<>())
                                .add(10.0 * BATCH / ((cpu() - cpu) / 1e9));
                    }
                }
            }
            rates.forEach((what, all) -> System.out.printf(Locale.ROOT, "%-45s %,10.0f rows/s%n", what, median(all)));
        }
    }

    private enum Change {
        ORDER("only the order changes"),
        PHASE("order, and a phase in 10"),
        TEXT("order, a phase in 10, every text");

        private final String says;

        Change(String says) {
            this.says = says;
        }
    }

    private List<TaskRow> hot(int tasks, Change change) {
        clock++;
        return random.ints(0, Math.min(HOT, tasks))
                .distinct()
                .limit(Math.min(BATCH, tasks))
                .mapToObj(task -> {
                    var phase = change == Change.ORDER || random.nextInt(10) > 0 ? "testing" : "editing";
                    var news = change == Change.TEXT
                            ? "now at step " + random.nextInt(1_000_000) + " of some more"
                            : "steady";
                    return row(task, 3, -clock, phase, news);
                })
                .toList();
    }

    private Store filled(int tasks) {
        var store = SqlStore.open(folder.resolve("tasks" + tasks), CODEC);
        clock = store.mark().seq();
        if (clock > 0) return store;
        var began = System.nanoTime();
        var order = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
        for (int from = 0; from < tasks; from += 5_000) {
            clock++;
            store.put(
                    order.subList(from, Math.min(tasks, from + 5_000)).stream()
                            .map(this::anyRow)
                            .toList(),
                    new Mark(clock, 1));
        }
        System.out.printf(Locale.ROOT, "filled with %,d tasks: %,.0f rows/s%n", tasks, rate(tasks, began));
        return store;
    }

    /** The first tasks are hot; of the rest nine of ten are settled. */
    private TaskRow anyRow(int task) {
        var rank = task < HOT ? 3 : random.nextInt(100) < 90 ? 5 : random.nextInt(5);
        var phase = Phase.words().get(rank == 5 ? 11 : rank == 3 ? 3 + random.nextInt(4) : random.nextInt(14));
        return row(task, rank, (rank == 5 ? -1 : 1) * (task + clock), phase, "steady");
    }

    private TaskRow row(int task, int rank, long order, String phase, String news) {
        var facets = new HashSet<>(Set.of(
                new Facet("phase", phase),
                new Facet("attention", "rank" + rank),
                new Facet("owner", "owner" + task % 200),
                new Facet("source", "source" + task % 7),
                new Facet("kind", "kind" + task % 3)));
        if (rank == 5) facets.add(new Facet("outcome", task % 10 == 0 ? "failed" : "succeeded"));
        if (task % 50 == 0) facets.add(new Facet("label", "release:2." + task % 1_000));
        var text = id(task).text() + " Build the module" + task % 1_000 + " and deploy it to host" + task % 10_000
                + ", then tell team" + task % 30 + " what came of it. " + news;
        return new TaskRow(
                new BoardPlace(rank, order, id(task)),
                START.plusMillis(Math.abs(order)),
                facets,
                text,
                rank == 3 ? Optional.of(START.plusMillis(clock + 60_000)) : Optional.empty(),
                Optional.empty(),
                "{\"id\":\"" + id(task).text() + "\",\"name\":\"" + text + "\",\"more\":\"" + "x".repeat(600) + "\"}",
                clock);
    }

    private static TaskId id(int task) {
        return new TaskId("openclaw-office-task-" + task);
    }

    // Pages.

    private void page(int tasks) throws Exception {
        try (var store = filled(tasks)) {
            var queries = new LinkedHashMap<String, Supplier<TaskQuery>>();
            queries.put("first page", () -> TaskQuery.top(100));
            queries.put("page from anywhere", () -> TaskQuery.top(100).behind(Optional.of(anyPlace(tasks))));
            queries.put("phase=done (many)", () -> query("phase", "done"));
            queries.put("phase=testing (hot)", () -> query("phase", "testing"));
            queries.put("owner (1 in 200)", () -> query("owner", "owner" + random.nextInt(200)));
            queries.put("label (1 in 1000)", () -> query("label", "release:2." + random.nextInt(20) * 50));
            queries.put(
                    "owner and phase=done", () -> with(query("phase", "done"), "owner", "owner" + random.nextInt(200)));
            queries.put("kind and source (many)", () -> with(query("kind", "kind1"), "source", "source3"));
            queries.put("time, narrow", () -> time(tasks - random.nextInt(tasks / 2), 1_000));
            queries.put("time, a tenth", () -> time(tasks / 3, tasks / 10));
            queries.put("time, all", () -> time(0, 10 * tasks));
            queries.put("text: two words", () -> text("module" + random.nextInt(1_000) + " host"));
            queries.put("text: in every task", () -> text("deploy build"));
            queries.put("text: short prefix", () -> text("d"));
            queries.put("text: prefix of 11,000 words", () -> text("host"));
            queries.put("text: prefix of 1,000 words", () -> text("modul"));
            queries.put("text and owner", () -> with(text("deploy"), "owner", "owner" + random.nextInt(200)));
            for (var load : List.of("idle", "5,000 events/s", "flat out")) {
                System.out.printf("%,d tasks, writer %s%n", tasks, load);
                measure(store, tasks, load, queries);
            }
        }
    }

    private void measure(Store store, int tasks, String load, Map<String, Supplier<TaskQuery>> queries)
            throws Exception {
        var isOver = new AtomicBoolean();
        var written = new AtomicLong();
        var writer = Thread.ofPlatform().start(() -> write(store, tasks, load, isOver, written));
        var took = new LinkedHashMap<String, List<Double>>();
        var began = System.nanoTime();
        for (int round = 0; round < 220; round++) {
            for (var query : queries.entrySet()) {
                var asked = query.getValue().get();
                var from = System.nanoTime();
                var page = store.page(asked);
                var millis = (System.nanoTime() - from) / 1e6;
                if (page.size() > 100) throw new IllegalStateException();
                if (round >= 20)
                    took.computeIfAbsent(query.getKey(), _ -> new ArrayList<>()).add(millis);
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        isOver.set(true);
        writer.join();
        System.out.printf(Locale.ROOT, "  the writer wrote %,.0f events and rows/s%n", written.get() / seconds);
        took.forEach((what, all) -> System.out.printf(
                Locale.ROOT,
                "  %-30s p50 %7.2f  p90 %7.2f  p99 %7.2f ms%n",
                what,
                quantile(all, 0.5),
                quantile(all, 0.9),
                quantile(all, 0.99)));
    }

    private void write(Store store, int tasks, String load, AtomicBoolean isOver, AtomicLong written) {
        if (load.equals("idle")) return;
        var began = System.nanoTime();
        while (!isOver.get()) {
            if (load.equals("5,000 events/s") && written.get() > (System.nanoTime() - began) / 1e9 * 5_000) {
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                continue;
            }
            store.append(events(BATCH));
            store.put(hot(tasks, Change.PHASE), new Mark(clock, 1));
            written.addAndGet(BATCH);
        }
    }

    private BoardPlace anyPlace(int tasks) {
        return new BoardPlace(5, -random.nextLong(tasks), id(0));
    }

    private static TaskQuery query(String name, String value) {
        return with(TaskQuery.top(100), name, value);
    }

    private static TaskQuery with(TaskQuery query, String name, String value) {
        var facets = new HashSet<>(query.facets());
        facets.add(new Facet(name, value));
        return new TaskQuery(facets, query.text(), query.from(), query.until(), query.after(), query.limit());
    }

    private static TaskQuery time(long from, long length) {
        var none = TaskQuery.top(100);
        return new TaskQuery(
                none.facets(),
                none.text(),
                Optional.of(START.plusMillis(from)),
                Optional.of(START.plusMillis(from + length)),
                none.after(),
                none.limit());
    }

    private static TaskQuery text(String text) {
        var none = TaskQuery.top(100);
        return new TaskQuery(none.facets(), Optional.of(text), none.from(), none.until(), none.after(), none.limit());
    }

    private static double rate(long count, long began) {
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    private static void delete(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
