package sitrep.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * What {@code sitrep acp} costs a client and its agent: megabytes a second of lines of 5 MB, there and back through an
 * agent that repeats what it hears, and how long a short line takes. Each is beside the bare agent, and beside one with
 * a plain pipe in front and behind, so that bytes go the same way. There is no server. {@code -Dbench.megabytes=1000}
 * sends that many.
 */
final class AcpBench implements AutoCloseable {
    private static final int ROUNDS = 3;
    private static final int MEGABYTES = Integer.getInteger("bench.megabytes", 1_000);
    private static final int LINE = 5_000_000;
    private static final int PINGS = 2_000;

    private final Path data;
    private final Map<String, List<String>> ways = new LinkedHashMap<>();

    private AcpBench(Path data) {
        this.data = data;
        ways.put("bare", List.of("cat"));
        ways.put("plain pipes", List.of("sh", "-c", "cat | cat | cat"));
        ways.put("sitrep acp", List.of(Path.of("sitrep").toAbsolutePath().toString(), "acp", "--", "cat"));
    }

    static void run(Path jar) throws Exception {
        try (var bench = new AcpBench(Served.newFolder().toAbsolutePath())) {
            bench.throughput();
            bench.pings();
        }
    }

    private void throughput() throws Exception {
        Rounds.line("%n== acp: %,d MB in lines of 5 MB, there and back, in MB a second", MEGABYTES);
        var speeds = new LinkedHashMap<String, double[]>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                var all = speeds.computeIfAbsent(way.getKey(), _ -> new double[ROUNDS]);
                all[round] = MEGABYTES / seconds(way.getValue());
            }
        }
        tell(speeds, 0);
    }

    private static void tell(Map<String, double[]> figures, int digits) {
        var bare = Rounds.median(figures.get("bare"));
        var plain = Rounds.median(figures.get("plain pipes"));
        figures.forEach((name, all) -> {
            var it = Rounds.median(all);
            Rounds.line(
                    "%-12s %,8." + digits + "f   of bare %.2f   of plain pipes %.2f", name, it, it / bare, it / plain);
        });
    }

    /** From the first byte to the last, once a first line has come back; the bytes are compared by a checksum. */
    private double seconds(List<String> words) throws Exception {
        var line = line();
        var count = Math.max(1, MEGABYTES * 1_000_000 / LINE);
        var process = start(words);
        var sent = new CRC32C();
        var received = new CRC32C();
        try (var in = process.getInputStream();
                var out = process.getOutputStream()) {
            out.write("{}\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            in.readNBytes(3);
            var began = System.nanoTime();
            var writer = Thread.ofPlatform().start(() -> write(out, line, count, sent));
            var buffer = new byte[128 * 1_024];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                received.update(buffer, 0, length);
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            writer.join();
            if (sent.getValue() != received.getValue()) throw new IOException(words + " changed what it passed on");
            return seconds;
        }
    }

    private static void write(OutputStream stream, byte[] line, int count, CRC32C sent) {
        try (var out = stream) {
            for (var i = 0; i < count; i++) {
                sent.update(line);
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an agent tells of a file that it wrote: its lines, with quotation marks and ends of lines now and then. */
    private static byte[] line() {
        var front = "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\",\"update\":"
                + "{\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"c1\",\"content\":[{\"newText\":\"";
        var row = "    return \\\"what stands in a file\\\"; // and a remark about it, as long as they are\\n";
        var text = new StringBuilder(front);
        while (text.length() < LINE - 10) text.append(row, 0, Math.min(row.length(), LINE));
        text.append("\"}]}}}\n");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void pings() throws Exception {
        Rounds.line("%n== acp: a line of 100 bytes there and back, in microseconds, the median of %,d", PINGS);
        var times = new LinkedHashMap<String, double[]>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                times.computeIfAbsent(way.getKey(), _ -> new double[ROUNDS])[round] = ping(way.getValue());
            }
        }
        tell(times, 0);
    }

    private double ping(List<String> words) throws Exception {
        var line = Arrays.copyOf("{\"jsonrpc\":\"2.0\",\"method\":\"x\"}".getBytes(StandardCharsets.US_ASCII), 100);
        Arrays.fill(line, 32, 99, (byte) ' ');
        line[99] = '\n';
        var process = start(words);
        try (var in = process.getInputStream();
                var out = process.getOutputStream()) {
            var all = IntStream.range(0, PINGS)
                    .mapToDouble(_ -> pong(in, out, line))
                    .toArray();
            return Rounds.median(all);
        }
    }

    private static double pong(java.io.InputStream in, OutputStream out, byte[] line) {
        try {
            var began = System.nanoTime();
            out.write(line);
            out.flush();
            in.readNBytes(line.length);
            return (System.nanoTime() - began) / 1e3;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SITREP_DATA", data.toString());
        builder.environment().put("SITREP_URL", "http://127.0.0.1:1");
        return builder.start();
    }

    @Override
    public void close() throws Exception {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
