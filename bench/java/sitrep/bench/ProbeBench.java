package sitrep.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code sitrep run} costs a command that says nothing: the processor time that the wrapper uses beside it, by the
 * size of what it looks at. The floor is the time of the command itself, which is none: it sleeps.
 */
final class ProbeBench {
    private static final int SECONDS = 20;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private ProbeBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line("%n== probe: percent of a core used by the wrapper, over %d s after its start", SECONDS);
        measure(jar, "one process", "sleep", "600");
        measure(jar, "20 processes", "sh", "-c", sleeping(20));
        measure(jar, "200 processes", "sh", "-c", sleeping(200));
        measure(jar, "a waiting JVM", JAVA, "-jar", jar.toString(), "serve", "--port", "0", "--data", "target/probe");
    }

    private static String sleeping(int processes) {
        return "i=1; while [ $i -lt " + processes + " ]; do sleep 600 & i=$((i+1)); done; wait";
    }

    private static void measure(Path jar, String what, String... command) throws Exception {
        var words = new ArrayList<>(List.of(
                JAVA, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "run", "--"));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SITREP_DATA", "target/probe-outbox");
        builder.environment().put("SITREP_URL", "http://127.0.0.1:9");
        var wrapper = builder.start();
        try {
            LockSupport.parkNanos(5_000_000_000L);
            var before = ticks(wrapper);
            LockSupport.parkNanos(SECONDS * 1_000_000_000L);
            Rounds.line("%-18s %6.2f", what, (double) (ticks(wrapper) - before) / SECONDS);
        } finally {
            var started = wrapper.descendants().toList();
            wrapper.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Hundredths of a second of processor time. */
    private static long ticks(Process process) throws Exception {
        var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
