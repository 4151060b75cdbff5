package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** From starting the server to its first answer, with and without the AOT cache, and the memory it rests in. */
final class StartBench {
    private static final int ROUNDS = 5;

    private StartBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line("%n== start: milliseconds to the first answer, and resident MB 3 s later");
        var cache = Files.createTempDirectory(Path.of("target"), "aot-").resolve("bench.aot");
        train(jar, cache);
        var plain = new double[ROUNDS];
        var cached = new double[ROUNDS];
        var resident = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            plain[round] = once(jar)[0];
            var start = once(jar, "-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
            cached[round] = start[0];
            resident[round] = start[1];
        }
        Rounds.line("without cache  %,7.0f", Rounds.median(plain));
        Rounds.line("with AOT cache %,7.0f   (goal: 1000 or less)", Rounds.median(cached));
        Rounds.line("resident MB    %,7.0f   (goal: 160 or less)", Rounds.median(resident));
        Files.deleteIfExists(cache);
        Files.delete(cache.getParent());
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

    private static void train(Path jar, Path cache) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        new ProcessBuilder(java, "-Xmx256m", "-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "selftest")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
