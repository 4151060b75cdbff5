package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * What {@code sitrep run} costs a command: a short one, a loop of them, and one that writes much; and what telling of
 * them costs, which nobody waits for. There is no server: what is told stays on disk.
 */
final class RunBench implements AutoCloseable {
    private static final int ROUNDS = 5;
    private static final int OF_A_LOOP = 200;
    private static final int MEGABYTES = 100;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    private final Path data;
    private final String keeper;

    /** Milliseconds that a command took, by the clock and by the processors. */
    private record Cost(double wall, double processor) {}

    private RunBench(Path data) throws IOException {
        this.data = data;
        var machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        var program = Path.of("native", "keeper-" + System.getProperty("os.name") + "-" + machine);
        if (!Files.isExecutable(program)) {
            throw new IOException(
                    "there is no keeper for this machine, as " + program + " would be: nothing to measure");
        }
        this.keeper = "'" + program.toAbsolutePath() + "' '" + Path.of("sitrep").toAbsolutePath() + "' run -- ";
    }

    static void run(Path jar) throws Exception {
        try (var bench = new RunBench(Served.newFolder().toAbsolutePath())) {
            bench.shortOnes();
            bench.loop();
            bench.throughput();
        }
    }

    private void shortOnes() throws Exception {
        Rounds.line("%n== run: a command that does nothing, in milliseconds, and as many times that of the bare one");
        var commands = new TreeMap<>(Map.of(
                "1 true, bare", "/bin/true",
                "2 by its keeper", keeper + "/bin/true",
                "3 by ./sitrep run", "'" + Path.of("sitrep").toAbsolutePath() + "' run -- /bin/true",
                "4 java -version", "'" + JAVA + "' -version"));
        cost(commands.get("3 by ./sitrep run"), 1);
        var costs = new TreeMap<String, Cost[]>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var each : commands.entrySet()) {
                var all = costs.computeIfAbsent(each.getKey(), _ -> new Cost[ROUNDS]);
                all[round] = cost(each.getValue(), each.getKey().startsWith("4") ? 2 : 20);
            }
        }
        var bare = median(costs.get("1 true, bare"));
        var java = median(costs.get("4 java -version"));
        costs.forEach((name, all) -> {
            var it = median(all);
            Rounds.line(
                    "%-18s wall %,7.1f  %5.1f   processor %,7.1f  %5.1f   (of java -version: %.3f)",
                    name.substring(2),
                    it.wall(),
                    it.wall() / bare.wall(),
                    it.processor(),
                    it.processor() / bare.processor(),
                    it.processor() / java.processor());
        });
    }

    private void loop() throws Exception {
        Rounds.line("%n== run: each of %,d short commands one after the other, in milliseconds", ROUNDS * OF_A_LOOP);
        var bare = new Cost[ROUNDS];
        var kept = new Cost[ROUNDS];
        cost(keeper + "/bin/true", 1);
        awaitAllTold();
        var before = followerMillis();
        for (var round = 0; round < ROUNDS; round++) {
            bare[round] = cost("/bin/true", OF_A_LOOP);
            kept[round] = cost(keeper + "/bin/true", OF_A_LOOP);
        }
        awaitAllTold();
        var telling = (followerMillis() - before) / (ROUNDS * OF_A_LOOP);
        Rounds.line(
                "bare               wall %,7.1f   processor %,7.1f",
                median(bare).wall(), median(bare).processor());
        Rounds.line(
                "by its keeper      wall %,7.1f   processor %,7.1f",
                median(kept).wall(), median(kept).processor());
        Rounds.line("telling of it                     processor %,7.1f   (by the follower, from behind)", telling);
    }

    private void throughput() throws Exception {
        Rounds.line("%n== run: MB a second of cat through a pipe");
        var file = data.resolve("much");
        var bytes = new byte[MEGABYTES * 1_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        var bare = new double[ROUNDS];
        var kept = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            bare[round] = MEGABYTES * 1e3 / cost("cat '" + file + "' | cat", 1).wall();
            kept[round] = MEGABYTES
                    * 1e3
                    / cost(keeper + "cat '" + file + "' | cat", 1).wall();
        }
        Rounds.line("bare           %,7.0f", Rounds.median(bare));
        Rounds.line("by its keeper  %,7.0f   %.2f", Rounds.median(kept), Rounds.median(kept) / Rounds.median(bare));
    }

    /** What one command costs of as many, started by a shell that counts itself and all that it waited for. */
    private Cost cost(String command, int count) throws IOException, InterruptedException {
        var script =
                "{ for ((i = 0; i < " + count + "; i++)); do " + command + " || exit; done; } >/dev/null 2>&1; times";
        var builder = new ProcessBuilder("bash", "--norc", "-c", script);
        builder.environment().put("SITREP_DATA", data.toString());
        builder.environment().put("SITREP_URL", "http://127.0.0.1:1");
        var began = System.nanoTime();
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IOException(command + " failed");
        var wall = (System.nanoTime() - began) / 1e6;
        var seconds = TIME.matcher(said)
                .results()
                .mapToDouble(it -> 60 * Double.parseDouble(it.group(1)) + Double.parseDouble(it.group(2)))
                .sum();
        return new Cost(wall / count, 1e3 * seconds / count);
    }

    private static Cost median(Cost... costs) {
        return new Cost(
                Rounds.median(Arrays.stream(costs).mapToDouble(Cost::wall).toArray()),
                Rounds.median(Arrays.stream(costs).mapToDouble(Cost::processor).toArray()));
    }

    private void awaitAllTold() throws IOException {
        var began = System.nanoTime();
        while (followers().isEmpty() || !tracks().isEmpty()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) throw new IOException("nobody tells of the commands");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private List<Path> tracks() throws IOException {
        try (var files = Files.list(data.resolve("runs"))) {
            return files.toList();
        }
    }

    private List<ProcessHandle> followers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(words -> List.of(words).containsAll(List.of("follow", data.toString())))
                        .isPresent())
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    private double followerMillis() {
        return followers().stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(time -> time.toNanos() / 1e6)
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (var follower : followers()) {
            follower.destroy();
            follower.onExit().get(20, TimeUnit.SECONDS);
        }
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
