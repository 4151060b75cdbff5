package sitrep.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;

/**
 * How many recorded frames of OpenClaw are read, translated and folded a second by one thread, and what is remembered
 * after them: the recordings of the tests again and again, each time under other ids and an hour later.
 */
final class OpenClawBench {
    private static final Path STORIES = Path.of("src/test/resources/recorded/openclaw");
    private static final int FRAMES = 100_000;
    private static final int PROMISED = 20_000;
    private static final Pattern IDS = Pattern.compile("\\b([0-9a-f]{8})(-[0-9a-f]{4}-)|\\b(call_|lab-)");
    private static final Pattern TIMES = Pattern.compile("\\b179[0-9]{10}\\b");

    private final GatewayFacts facts = new GatewayFacts(new Gateway("bench", Optional.empty()));
    private long reading;
    private long translating;
    private long folding;
    private int frames;
    private Instant ticked = Instant.EPOCH;

    private OpenClawBench() {}

    static void run(Path jar) throws IOException {
        var lines = stories();
        new OpenClawBench().play(lines, FRAMES / 5);
        var bench = new OpenClawBench();
        var before = used();
        bench.play(lines, FRAMES / 4);
        var quarter = used();
        bench.play(lines, FRAMES);
        var whole = used();
        bench.tell(before, quarter, whole);
    }

    private static List<List<String>> stories() throws IOException {
        var stories = new ArrayList<List<String>>();
        try (var folders = Files.list(STORIES)) {
            for (var folder : folders.sorted().toList()) {
                stories.add(Files.readAllLines(folder.resolve("in.jsonl")));
            }
        }
        return stories;
    }

    private void play(List<List<String>> stories, int until) {
        for (var round = frames / 1_000; frames < until; round++) {
            for (var story : stories) {
                var number = round;
                play(story.stream().map(line -> shifted(line, number)).toList());
            }
        }
    }

    private void play(List<String> lines) {
        var began = clock();
        var signals = GatewayRecording.read(lines, Set.of()).signals();
        reading += clock() - began;
        var tasks = new HashMap<TaskId, Task>();
        for (var signal : signals) {
            if (signal instanceof Signal.Frame) frames++;
            var start = clock();
            var events = new ArrayList<>(facts.next(signal).events());
            if (Duration.between(ticked, signal.at()).toMillis() >= 250) {
                ticked = signal.at();
                events.addAll(facts.next(new Signal.Tick(ticked)).events());
            }
            var middle = clock();
            for (var event : events) {
                var clean = EventCleaning.of(event);
                clean.task()
                        .ifPresent(id -> tasks.put(id, Fold.apply(tasks.getOrDefault(id, Task.unheard(id)), clean)));
            }
            translating += middle - start;
            folding += clock() - middle;
        }
    }

    private static String shifted(String line, int round) {
        var ids = IDS.matcher(line).replaceAll(found -> {
            if (found.group(3) != null) return found.group(3) + round + "-";
            var number = Long.parseLong(found.group(1), 16) ^ ((round * 2_654_435_761L) & 0xffff_ffffL);
            return "%08x".formatted(number) + found.group(2);
        });
        return TIMES.matcher(ids).replaceAll(found -> "" + (Long.parseLong(found.group()) + round * 3_600_000L));
    }

    /** What this thread has computed, whatever else the machine does. */
    private static long clock() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void tell(long before, long quarter, long whole) {
        var rate = frames * 1e9 / (translating + folding);
        System.out.printf(
                Locale.ROOT,
                "openclaw: %,d frames translated and folded at %,.0f a second by one thread (promised: %,d), %,.0f with"
                        + " reading their JSON%n",
                frames,
                rate,
                PROMISED,
                frames * 1e9 / (reading + translating + folding));
        System.out.printf(
                Locale.ROOT,
                "openclaw: remembered after a quarter of them %.1f MB, after all %.1f MB%n",
                (quarter - before) / 1e6,
                (whole - before) / 1e6);
    }
}
