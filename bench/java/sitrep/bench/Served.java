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
final class Served implements AutoCloseable {
    /** As the launcher starts one; a cache fits only a JVM with the flags it was made with. */
    static final List<String> FLAGS = List.of("-Xms64m", "-Xmx512m", "-XX:+UseCompactObjectHeaders");

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path folder;
    final int port;

    Served(Path jar, Path folder, String... flags) throws IOException {
        this.folder = folder;
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(FLAGS);
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", jar.toString(), "serve", "--port", "0", "--data", folder.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        port = readPort(new BufferedReader(new InputStreamReader(process.getInputStream())));
    }

    static Path newFolder() throws IOException {
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
    long residentBytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
        return 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
