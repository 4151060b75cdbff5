package sitrep.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.Owner;
import sitrep.core.event.PastCall;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.json.EventJson;
import sitrep.snapshot.TaskSnapshots;
import sitrep.snapshot.TaskSnapshots.Known;

/**
 * What it costs to write down what is known of a task and to open it again, beside what it costs without: decoding its
 * events and folding them. How large they are in memory is asked of the collector.
 */
final class SnapshotBench {
    private static final int ROUNDS = 15;
    private static final int TASKS = 3_000;
    private static final long ROUND = Duration.ofMillis(100).toNanos();
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Phase[] PHASES = {Phase.READING_CONTEXT, Phase.PLANNING, Phase.EDITING, Phase.TESTING};

    /** What was made last: seen from outside, so that it has to be made. */
    static volatile Object made = "";

    private final TaskId id = new TaskId(UUID.nameUUIDFromBytes(new byte[] {42}).toString());
    private final List<Event> events = new ArrayList<>();

    private SnapshotBench(int runs, int each) {
        tell(new Fact.TaskOpened(
                Optional.of("Release 2.4.0"),
                Optional.of(new Owner("Dana", Optional.of("#release"))),
                Optional.of("Make the release branch green, tag it and publish the notes"),
                Optional.empty(),
                Map.of("repository", "sitrep", "priority", "high"),
                List.of()));
        for (var run = 0; run < runs; run++) tell(new RunId(id.text() + "/run-" + run), run, each);
    }

    static void run(Path jar) {
        Rounds.line("%n== snapshot: a task as bytes, opened without its history");
        var began = cpu();
        TaskSnapshots.read(new byte[0]);
        Rounds.line("the codec is made in %.1f ms", (cpu() - began) / 1e6);
        new SnapshotBench(1, 5).measure("1 run of 5 events");
        new SnapshotBench(10, 5).measure("10 runs of 5 events");
        new SnapshotBench(5, 2_000).measure("5 runs of 2,000 events");
        new SnapshotBench(10, 5).memory();
    }

    private void tell(RunId run, int number, int each) {
        tell(opened(run, number));
        for (var i = 0; i < each - 2; i++) tell(i % 5 == 4 ? blocked(run) : advanced(run, i));
        if (number % 3 != 0) tell(Fact.RunEnded.seen(run, Outcome.SUCCEEDED, Optional.of("All " + each + " are done")));
        else tell(advanced(run, each));
    }

    private static Fact opened(RunId run, int number) {
        var worker = new WorkerSeen(
                new WorkerId("worker-" + number % 4),
                Optional.of(WorkerKind.SUBAGENT),
                Optional.of("Worker " + number % 4),
                Optional.empty(),
                Optional.empty());
        return new Fact.RunOpened(
                run,
                Optional.of("piece-" + number),
                OptionalInt.of(1),
                Optional.empty(),
                Optional.of(worker),
                Optional.of("Piece " + number + " of the release"),
                Optional.of(Phase.STARTING),
                Optional.empty());
    }

    private static Fact advanced(RunId run, int i) {
        var call = new OpenCall(
                "call-" + i,
                OpenCall.Kind.SHELL_TEST,
                Optional.of("mvn verify -pl module-" + i % 40),
                Optional.empty(),
                Optional.empty(),
                false);
        var did = new PastCall("call-" + (i - 1), call.kind(), call.title(), "digest-" + i);
        return new Fact.RunAdvanced(
                run,
                Optional.of(PHASES[i % PHASES.length]),
                Optional.of("Running the integration tests of module " + i + ": nothing to worry about so far"),
                Optional.empty(),
                Optional.of(List.of(call)),
                Optional.empty(),
                List.of(did),
                Voice.NARRATIVE);
    }

    private static Fact blocked(RunId run) {
        return new Fact.RunBlocked(
                run,
                BlockId.UNNAMED,
                BlockReason.APPROVAL,
                Optional.of("git push origin v2.4.0"),
                Optional.of("Dana"),
                Optional.empty());
    }

    private void tell(Fact fact) {
        var at = START.plusMillis(7_321L * events.size());
        var key = new Event.Key("openclaw@office", id.text() + "/told/" + at.toEpochMilli());
        events.add(new Event(key, Optional.of(id), at, at.plusMillis(events.size() % 300), fact));
    }

    private Known folded(List<Event> events) {
        var task = Task.unheard(id);
        var stamina = Stamina.NONE;
        for (var event : events) {
            stamina = stamina.with(task, event);
            task = Fold.apply(task, event);
        }
        return new Known(task, stamina);
    }

    private void measure(String what) {
        var known = folded(events);
        var bytes = TaskSnapshots.write(known.task(), known.stamina());
        var lines = events.stream().map(EventJson::encode).toList();
        List<Supplier<Object>> works = List.of(
                () -> TaskSnapshots.write(known.task(), known.stamina()),
                () -> TaskSnapshots.read(bytes),
                () -> EventJson.decode(lines.getLast()),
                () -> folded(events),
                () -> lines.stream().map(EventJson::decode).toList());
        var took = new double[works.size()][ROUNDS];
        for (var round = -ROUNDS / 3; round < ROUNDS; round++) {
            for (var work = 0; work < works.size(); work++) {
                var micros = micros(works.get(work));
                if (round >= 0) took[work][round] = micros;
            }
        }
        Rounds.line(
                "%-24s %,7d bytes (%,9d of events)   write %,8.1f µs   read %,8.1f µs   beside:"
                        + " decode an event %.1f µs, fold all %,.1f µs, decode all %,.1f µs",
                what,
                bytes.length,
                lines.stream().mapToInt(line -> line.length).sum(),
                Rounds.median(took[0]),
                Rounds.median(took[1]),
                Rounds.median(took[2]),
                Rounds.median(took[3]),
                Rounds.median(took[4]));
    }

    /** Of this thread, so that what else goes on does not count. */
    private static double micros(Supplier<Object> work) {
        var began = cpu();
        var times = 0;
        while (cpu() - began < ROUND) {
            made = work.get();
            times++;
        }
        return (cpu() - began) / 1e3 / times;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Of tasks as a server has them: each event decoded from its own bytes. */
    private void memory() {
        var known = folded(events);
        var bytes = TaskSnapshots.write(known.task(), known.stamina());
        var lines = events.stream().map(EventJson::encode).toList();
        Rounds.line(
                "in memory: %,.0f bytes a task that was folded, %,.0f one that was read",
                resident(() -> folded(lines.stream().map(EventJson::decode).toList())),
                resident(() -> TaskSnapshots.read(bytes).orElseThrow()));
    }

    private static double resident(Supplier<Object> making) {
        var before = used();
        var many = Stream.generate(making).limit(TASKS).toList();
        var after = used();
        made = many;
        return (after - before) / (double) TASKS;
    }

    private static long used() {
        for (var i = 0; i < 3; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
