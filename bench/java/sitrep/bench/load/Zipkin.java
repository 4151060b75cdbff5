package sitrep.bench.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import sitrep.bench.Connection;
import sitrep.bench.Served;

/**
 * Zipkin's server in a process of its own, on a free port, as it comes: it keeps spans in memory, and here has room for
 * all of them.
 */
final class Zipkin implements AutoCloseable {
    private static final int SPANS = 10_000_000;
    private static final long STARTS_WITHIN_SECONDS = 120;
    private static final Pattern ACCEPTED = Pattern.compile("\"counter.zipkin_collector.spans.http\" : ([\\d.E]+)");
    private static final Pattern DROPPED =
            Pattern.compile("\"counter.zipkin_collector.spans_dropped.http\" : ([\\d.E]+)");

    private final Process process;
    private final int port;

    Zipkin(Path jar, Path log) throws IOException {
        port = freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(java, "-XX:MaxRAMPercentage=50", "-jar", jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("STORAGE_TYPE", "mem");
        builder.environment().put("MEM_MAX_SPANS", "" + SPANS);
        builder.environment().put("QUERY_PORT", "" + port);
        process = builder.start();
        Served.endWithUs(process);
        awaitReady(log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path log) throws IOException {
        var until = System.nanoTime() + STARTS_WITHIN_SECONDS * 1_000_000_000L;
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IOException("Zipkin did not start: " + log + " has its words");
            }
            LockSupport.parkNanos(200_000_000L);
        }
    }

    private boolean isReady() {
        try (var connection = new Connection(port)) {
            return connection.get("/health") == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** With traces of so many spans. */
    Loader spans(int each) {
        var target = new Loader.Target(process, port, "/api/v2/spans", "application/json");
        return new Loader(target, i -> new NewTraces(i, each));
    }

    /** Fails unless that is how many spans it has taken in, for what is dropped costs little. */
    void expectSpans(long count) throws IOException {
        try (var connection = new Connection(port)) {
            var metrics = connection.text("/metrics");
            var kept = number(ACCEPTED, metrics) - number(DROPPED, metrics);
            if (kept != count) throw new IOException(kept + " of " + count + " spans were taken in");
        }
    }

    private static long number(Pattern pattern, String metrics) throws IOException {
        var found = pattern.matcher(metrics);
        if (!found.find()) throw new IOException("Zipkin does not say how many spans it has taken in");
        return (long) Double.parseDouble(found.group(1));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
