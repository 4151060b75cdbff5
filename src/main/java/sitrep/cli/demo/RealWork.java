package sitrep.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real commands of this machine, each run through {@code sitrep run} in a process of its own, as a person would. */
final class RealWork {
    private RealWork() {}

    private record Job(String name, List<String> command) {}

    /** Reads each of the JDK's legal notices once, with a line of output for each. */
    private static final String CHECKSUMS = """
            files=$(find "$1" -type f | head -n 60); total=$(echo "$files" | wc -l); n=0
            echo "reading $total notices"
            for file in $files; do
              n=$((n + 1)); cksum "$file" >/dev/null; echo "$n/$total ${file##*/legal/}"; sleep 0.5
            done
            echo "$total notices, every one readable"
            """;

    private static final String BACKUP = """
            echo "looking for last night's backup"; sleep 3; ls /srv/backups/last-night
            """;

    /**
     * Starts them all; they report to the server by themselves.
     *
     * @param data the demo's own folder: what real work has in the user's is not the demo's to deliver
     */
    static List<Process> start(String url, Path data) {
        var home = System.getProperty("java.home");
        var jobs = List.of(
                new Job("Which Git is installed", List.of("git", "--version")),
                new Job("Which Java is this", List.of(home + "/bin/java", "-version")),
                new Job("Check the JDK's legal notices", List.of("sh", "-c", CHECKSUMS, "sh", home + "/legal")),
                new Job("Look for last night's backup", List.of("sh", "-c", BACKUP)));
        return jobs.stream().map(job -> start(url, data, job)).toList();
    }

    private static Process start(String url, Path data, Job job) {
        var words = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "sitrep.Main",
                "run",
                "--url",
                url,
                "--name",
                job.name));
        var user = System.getProperty("user.name", "");
        if (!user.isBlank()) words.addAll(List.of("--owner", user));
        words.add("--");
        words.addAll(job.command);
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SITREP_DATA", data.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a real command cannot be started", e);
        }
    }
}
