package sitrep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a process of its own, on a free port and an empty folder, as an operator would start it. */
public final class Served implements AutoCloseable {
    private static final int STOPS_WITHIN_SECONDS = 60;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private static final Pattern ACCEPTED = Pattern.compile("sitrep_events_total\\{result=\"accepted\"} (\\S+)");
    private static final Pattern DATABASE = Pattern.compile("(sitrep|index).*\\.db.*");

    private final Process process;
    private final Path folder;
    public final int port;

    /** With the launcher's flags, and those given. */
    public Served(Path jar, Path folder, String... flags) throws IOException {
        this(folder, java(jar, List.of(flags)), "");
    }

    private Served(Path folder, List<String> program, String options) throws IOException {
        this.folder = folder;
        var command = new ArrayList<>(program);
        command.addAll(List.of("serve", "--port", "0", "--data", folder.toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SITREP_JAVA_OPTS", options);
        process = builder.start();
        endWithUs(process);
        port = readPort(new BufferedReader(new InputStreamReader(process.getInputStream())));
    }

    private static List<String> java(Path jar, List<String> flags) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(Launcher.SERVING);
        words.addAll(flags);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    /** By the launcher, which then becomes the server. */
    public static Served byLauncher(Path folder, String options) throws IOException {
        return new Served(folder, List.of(Launcher.script()), options);
    }

    public static Path newFolder() throws IOException {
        return Files.createTempDirectory(Path.of("target"), "bench-");
    }

    private static int readPort(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var found = URL.matcher(line);
            if (found.find()) return Integer.parseInt(found.group(1));
        }
        throw new IOException("the server ended without saying where it listens");
    }

    /** Resident memory in bytes, as the kernel counts it. */
    public long residentBytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
        return 0;
    }

    /** Whoever ends the bench ends what it started, too. */
    public static void endWithUs(Process process) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    }

    public Process process() {
        return process;
    }

    /** Fails unless that is how many events it has taken in, for what is refused costs little. */
    public void expectEvents(long count) throws IOException {
        try (var connection = new Connection(port)) {
            var found = ACCEPTED.matcher(connection.text("/metrics"));
            if (!found.find()) throw new IOException("the server does not say how many events it has taken in");
            var accepted = (long) Double.parseDouble(found.group(1));
            if (accepted != count) throw new IOException(accepted + " of " + count + " events were taken in");
        }
    }

    /** Whether it has that file mapped, as a JVM has its cache while it uses it. */
    boolean hasMapped(Path file) throws IOException {
        return Files.readString(Path.of("/proc", "" + process.pid(), "maps")).contains("/" + file.getFileName());
    }

    /** Ends it as an operator would; its folder stays. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) return;
        process.destroyForcibly().waitFor();
        throw new IOException("the server did not end within " + STOPS_WITHIN_SECONDS + " seconds");
    }

    /** What the log and the index take on disk; only once the server has ended is it all that they need. */
    public static long bytesOnDisk(Path folder) throws IOException {
        var bytes = 0L;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (DATABASE.matcher(file.getFileName().toString()).matches()) bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
