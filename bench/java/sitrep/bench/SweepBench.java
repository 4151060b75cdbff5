package sitrep.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.patience.Patience;
import sitrep.core.sitrep.Attention;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.engine.Intake;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.JsonEvents;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.watch.Watchman;
import sitrep.json.Ids;
import sitrep.store.sql.SqlStore;

/**
 * What it costs to watch a million live runs for silence: the real engine on a real database, with a clock of its own,
 * so that minutes pass in seconds. A tick is what the server does half a second after the last one; here it has a
 * second's work. Lateness is how long after its deadline a verdict is durable: at most the time until the next tick,
 * and that tick's own.
 */
final class SweepBench {
    private static final int RUNS = Integer.getInteger("bench.runs", 1_000_000);
    private static final int BATCH = 2_000;
    private static final int TICKS = 60;
    private static final int WARM = 10;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final SqlStore store;
    private final Board board;
    private final Writer writer;
    private final Watchman watchman;
    private final Intake intake;
    private int armed;

    private SweepBench(Path folder) {
        var pulse = new Pulse();
        var contacts = new Contacts();
        store = SqlStore.open(folder, new JsonEvents());
        board = new Board(store, pulse, contacts, Patience.USUAL);
        writer = new Writer(store, board, new Feed(), failure -> Rounds.line("broken: %s", failure));
        watchman = new Watchman(
                board,
                contacts,
                writer,
                Patience.USUAL,
                clock,
                () -> Duration.between(Instant.EPOCH, now).toNanos(),
                new Ids(clock));
        intake = new Intake(writer, pulse, watchman);
    }

    static void run(Path jar) throws Exception {
        Rounds.line("%n== sweep: watching %,d live runs for silence", RUNS);
        var folder = Served.newFolder();
        try {
            new SweepBench(folder).run();
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
    }

    private void run() {
        fill();
        ticks("nobody silent", 0);
        ticks("10 a second fall silent", 10);
        ticks("100 a second fall silent", 100);
        ticks("1,000 a second fall silent", 1_000);
        burst();
        writer.close();
        store.close();
    }

    /** Runs of one kind, heard of one after the other, the first of them just within their limit at the end. */
    private void fill() {
        var began = System.nanoTime();
        for (var first = 0; first < RUNS; first += BATCH) {
            var events = new ArrayList<Event>(BATCH);
            for (var i = first; i < Math.min(RUNS, first + BATCH); i++) events.add(opened(i));
            intake.accept(events);
        }
        Rounds.line("made at %,.0f/s", RUNS / ((System.nanoTime() - began) / 1e9));
    }

    private Event opened(int i) {
        var worker = new WorkerSeen(
                new WorkerId("w" + i),
                Optional.of(WorkerKind.SUBAGENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var fact = new Fact.RunOpened(
                new RunId("r"),
                Optional.empty(),
                java.util.OptionalInt.empty(),
                Optional.empty(),
                Optional.of(worker),
                Optional.of("run " + i),
                Optional.of(Phase.QUEUED),
                Optional.empty());
        return new Event(new Event.Key("bench", "open-" + i), Optional.of(new TaskId("bench-" + i)), now, now, fact);
    }

    private Event advanced(int i, String id, Phase phase) {
        var fact = new Fact.RunAdvanced(new RunId("r"), Optional.of(phase), Optional.empty(), Optional.empty());
        return new Event(new Event.Key("bench", id + i), Optional.of(new TaskId("bench-" + i)), now, now, fact);
    }

    /** So many runs begin something at each tick, and are silent from then on. */
    private void ticks(String what, int silent) {
        var limit = Patience.USUAL.limit(WorkerKind.SUBAGENT, Phase.EDITING).plusSeconds(2);
        for (var tick = 0; tick < WARM + TICKS && silent > 0; tick++) {
            var events = Stream.iterate(armed, i -> i + 1)
                    .limit(silent)
                    .map(i -> advanced(i, "edit-", Phase.EDITING))
                    .toList();
            armed += silent;
            intake.accept(events);
            now = now.plusSeconds(1);
            watchman.tick();
        }
        while (silent > 0 && limit.minusSeconds(WARM + TICKS).compareTo(Duration.ZERO) > 0) {
            limit = limit.minusSeconds(1);
            now = now.plusSeconds(1);
            watchman.tick();
        }
        var took = new double[TICKS];
        var cpu = 0L;
        for (var tick = 0; tick < WARM + TICKS; tick++) {
            now = now.plusSeconds(1);
            var before = cpu();
            var began = System.nanoTime();
            watchman.tick();
            if (tick < WARM) continue;
            took[tick - WARM] = (System.nanoTime() - began) / 1e6;
            cpu += cpu() - before;
        }
        Rounds.line(
                "%-28s a tick takes %7.2f ms, at most %8.2f; %6.3f %% of a core",
                what, Rounds.median(took), Rounds.percentile(100, took), cpu / 1e9 / TICKS * 100);
    }

    /** All at once, as when a large source dies without a word. */
    private void burst() {
        var events = Stream.iterate(armed, i -> i + 1)
                .limit(20_000)
                .map(i -> advanced(i, "burst-", Phase.EDITING))
                .toList();
        for (var from = 0; from < events.size(); from += BATCH) intake.accept(events.subList(from, from + BATCH));
        var due = now.plus(Patience.USUAL.limit(WorkerKind.SUBAGENT, Phase.EDITING));
        while (now.isBefore(due)) {
            now = now.plusSeconds(1);
            watchman.tick();
        }
        var before = suspected();
        var began = System.nanoTime();
        var ticks = 0;
        while (suspected() < before + 20_000 && ticks < 100) {
            now = now.plusSeconds(1);
            watchman.tick();
            ticks++;
        }
        Rounds.line(
                "20,000 silent at once: known after %d ticks, which took %.2f s",
                ticks, (System.nanoTime() - began) / 1e9);
    }

    private long suspected() {
        return board.tally().of(Attention.STUCK);
    }

    /** What this thread, the writer's and those that help it used so far. */
    private static long cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        var total = 0L;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && (thread.getThreadId() == Thread.currentThread().threadId()
                            || thread.getThreadName().startsWith("sitrep")
                            || thread.getThreadName().startsWith("ForkJoinPool"))) {
                total += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return total;
    }
}
