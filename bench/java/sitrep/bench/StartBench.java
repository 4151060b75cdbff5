package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From starting the server to its first answer, with and without the AOT cache, and the memory it rests in; and how
 * long a short command takes, beside a JVM that does nothing. With a cache that does not fit, the JVM refuses to start
 * here, and so does the bench.
 */
final class StartBench {
    private static final int ROUNDS = 5;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** As the launcher starts a short command. */
    private static final List<String> BRIEF = List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=10",
            "-XX:-UsePerfData");

    private static final List<String> BRIEFLY = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private StartBench() {}

    static void run(Path jar) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "aot-");
        var cache = folder.resolve("bench.aot");
        var brief = folder.resolve("brief.aot");
        train(jar, cache, brief);
        server(jar, cache);
        commands(jar, brief);
        Files.delete(cache);
        Files.delete(brief);
        Files.delete(folder);
    }

    private static void server(Path jar, Path cache) throws Exception {
        Rounds.line("%n== start: milliseconds to the first answer, and resident MB 3 s later");
        var plain = new double[ROUNDS];
        var cached = new double[ROUNDS];
        var resident = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            plain[round] = once(jar)[0];
            var start = once(jar, with(cache).toArray(String[]::new));
            cached[round] = start[0];
            resident[round] = start[1];
        }
        Rounds.line("without cache  %,7.0f", Rounds.median(plain));
        Rounds.line("with AOT cache %,7.0f   (goal: 1000 or less)", Rounds.median(cached));
        Rounds.line("resident MB    %,7.0f   (goal: 160 or less)", Rounds.median(resident));
    }

    private static void commands(Path jar, Path cache) throws Exception {
        Rounds.line("%n== start: milliseconds that sitrep ls takes, and as many times an idle JVM's");
        var idle = new double[ROUNDS];
        var plain = new double[ROUNDS];
        var cached = new double[ROUNDS];
        try (var served = new Served(jar, Served.newFolder())) {
            var ls = List.of("-jar", jar.toString(), "ls", "--url", "http://127.0.0.1:" + served.port);
            for (var round = 0; round < ROUNDS; round++) {
                idle[round] = millis(List.of("-version"));
                plain[round] = millis(joined(BRIEF, ls));
                cached[round] = millis(joined(BRIEF, with(cache), ls));
            }
        }
        var floor = Rounds.median(idle);
        Rounds.line("java -version  %,7.0f", floor);
        Rounds.line("without cache  %,7.0f   %.1f", Rounds.median(plain), Rounds.median(plain) / floor);
        Rounds.line(
                "with AOT cache %,7.0f   %.1f (goal: 3 or less)", Rounds.median(cached), Rounds.median(cached) / floor);
    }

    /** With a cache that does not fit, the JVM does not start. */
    private static List<String> with(Path cache) {
        return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private static double[] once(Path jar, String... flags) throws IOException, InterruptedException {
        var began = System.nanoTime();
        try (var served = new Served(jar, Served.newFolder(), flags)) {
            try (var connection = new Connection(served.port)) {
                connection.get("/api/v1/tasks");
            }
            var millis = (System.nanoTime() - began) / 1e6;
            LockSupport.parkNanos(3_000_000_000L);
            return new double[] {millis, served.residentBytes() / 1e6};
        }
    }

    private static double millis(List<String> words) throws IOException, InterruptedException {
        var began = System.nanoTime();
        expectSuccess(words);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void train(Path jar, Path cache, Path brief) throws IOException, InterruptedException {
        var rehearsal = joined(
                List.of(JAVA),
                BRIEF,
                BRIEFLY,
                List.of("-XX:AOTCacheOutput=" + brief, "-jar", jar.toString(), "rehearse"));
        expectSuccess(joined(
                Served.FLAGS,
                List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "selftest", "--"),
                rehearsal));
        if (!Files.exists(cache) || !Files.exists(brief)) throw new IOException("the JVM made no cache");
    }

    private static void expectSuccess(List<String> words) throws IOException, InterruptedException {
        var code = new ProcessBuilder(joined(List.of(JAVA), words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) throw new IOException("java " + String.join(" ", words) + " ended with " + code);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        var words = new ArrayList<String>();
        Stream.of(parts).forEach(words::addAll);
        return words;
    }
}
