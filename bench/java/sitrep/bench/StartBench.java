package sitrep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From starting the server to its first answer, with and without the launcher's AOT cache, and the memory it rests in;
 * and how long a short command takes, beside a JVM that does nothing. The flags and the caches are the launcher's own,
 * and what it starts itself is measured, too. Where the JVM refuses a cache it does not start, and so the bench fails.
 */
final class StartBench {
    private static final int ROUNDS = 5;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** With a cache that does not fit, the JVM does not start. */
    private static final String OR_NOT_AT_ALL = "-XX:AOTMode=on";

    private StartBench() {}

    static void run(Path jar) throws Exception {
        for (var cache : List.of(Launcher.servingCache(), Launcher.briefCache())) {
            if (!Files.exists(cache)) throw new IOException("the launcher made no cache " + cache.getFileName());
        }
        server(jar);
        commands(jar);
    }

    private static void server(Path jar) throws Exception {
        Rounds.line("%n== start: milliseconds to the first answer, and resident MB 3 s later");
        var plain = new double[ROUNDS];
        var cached = new double[ROUNDS];
        var launched = new double[ROUNDS];
        var resident = new double[ROUNDS];
        var cache = with(Launcher.servingCache()).toArray(String[]::new);
        for (var round = 0; round < ROUNDS; round++) {
            plain[round] = first(() -> new Served(jar, Served.newFolder())).millis();
            cached[round] =
                    first(() -> new Served(jar, Served.newFolder(), cache)).millis();
            var start = first(() -> Served.byLauncher(Served.newFolder(), OR_NOT_AT_ALL));
            if (!start.isCached()) throw new IOException("the launcher starts a server without its cache");
            launched[round] = start.millis();
            resident[round] = start.resident();
        }
        Rounds.line("without cache  %,7.0f", Rounds.median(plain));
        Rounds.line("with AOT cache %,7.0f   (goal: 1000 or less)", Rounds.median(cached));
        Rounds.line(
                "by ./sitrep    %,7.0f   with the same cache: the JVM says that it uses it", Rounds.median(launched));
        Rounds.line("resident MB    %,7.0f   (goal: 160 or less)", Rounds.median(resident));
    }

    private static void commands(Path jar) throws Exception {
        Rounds.line("%n== start: milliseconds that sitrep ls takes, and as many times an idle JVM's");
        var idle = new double[ROUNDS];
        var plain = new double[ROUNDS];
        var cached = new double[ROUNDS];
        var launched = new double[ROUNDS];
        try (var served = new Served(jar, Served.newFolder())) {
            var ls = List.of("ls", "--url", "http://127.0.0.1:" + served.port);
            var direct = joined(List.of("-jar", jar.toString()), ls);
            for (var round = 0; round < ROUNDS; round++) {
                idle[round] = millis(List.of(JAVA, "-version"));
                plain[round] = millis(joined(List.of(JAVA), Launcher.BRIEF, direct));
                cached[round] = millis(joined(List.of(JAVA), Launcher.BRIEF, with(Launcher.briefCache()), direct));
                launched[round] = millis(joined(List.of(Launcher.script()), ls));
            }
        }
        var floor = Rounds.median(idle);
        Rounds.line("java -version  %,7.0f", floor);
        Rounds.line("without cache  %,7.0f   %.1f", Rounds.median(plain), Rounds.median(plain) / floor);
        Rounds.line(
                "with AOT cache %,7.0f   %.1f (goal: 3 or less)", Rounds.median(cached), Rounds.median(cached) / floor);
        Rounds.line("by ./sitrep    %,7.0f   %.1f", Rounds.median(launched), Rounds.median(launched) / floor);
    }

    private static List<String> with(Path cache) {
        return List.of("-XX:AOTCache=" + cache, OR_NOT_AT_ALL, "-Xlog:aot*=off", "-Xlog:cds*=off");
    }

    /** How a server started, and whether its JVM uses the launcher's cache. */
    private record Start(double millis, double resident, boolean isCached) {}

    private interface Starting {
        Served start() throws IOException;
    }

    private static Start first(Starting starting) throws IOException, InterruptedException {
        var began = System.nanoTime();
        try (var served = starting.start()) {
            try (var connection = new Connection(served.port)) {
                connection.get("/api/v1/tasks");
            }
            var millis = (System.nanoTime() - began) / 1e6;
            LockSupport.parkNanos(3_000_000_000L);
            return new Start(millis, served.residentBytes() / 1e6, served.hasMapped(Launcher.servingCache()));
        }
    }

    private static double millis(List<String> words) throws IOException, InterruptedException {
        var began = System.nanoTime();
        expectSuccess(words);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void expectSuccess(List<String> words) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SITREP_JAVA_OPTS", OR_NOT_AT_ALL);
        var code = builder.start().waitFor();
        if (code != 0) throw new IOException(String.join(" ", words) + " ended with " + code);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        var words = new ArrayList<String>();
        Stream.of(parts).forEach(words::addAll);
        return words;
    }
}
