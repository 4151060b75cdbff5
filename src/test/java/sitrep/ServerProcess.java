package sitrep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A real server in a process of its own, to be ended as roughly as a test likes. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://[^\\s/]+");

    /** One that stands still does not answer. */
    private static final int LONGEST_MILLIS = 10_000;

    private final Process process;
    private final String url;

    /** @param options more of {@code serve} */
    public ServerProcess(Path data, String... options) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "sitrep.Main",
                "serve",
                "--no-openclaw",
                "--no-opencode",
                "--data",
                data.toString()));
        words.addAll(List.of(options));
        if (!words.contains("--port")) words.addAll(List.of("--port", "0"));
        process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        url = readUrl(process.getInputStream());
    }

    private static String readUrl(InputStream output) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = URL.matcher(line);
            if (found.find()) return found.group();
        }
        throw new IOException("the server ended without saying where it listens");
    }

    public String url() {
        return url;
    }

    /** As {@code kill -9}: nothing in it gets to tidy up. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code kill -STOP}, or {@code -CONT}: it stands still until it goes on. */
    public void freeze(boolean still) throws IOException {
        var signal = still ? "-STOP" : "-CONT";
        var done = new ProcessBuilder("kill", signal, "" + process.pid())
                .inheritIO()
                .start()
                .onExit()
                .join();
        if (done.exitValue() != 0) throw new IOException("no signal could be sent");
    }

    /** As {@code kill}: it may drain and flush. Answers its exit code. */
    public int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    public String get(String path) throws IOException {
        return answer((HttpURLConnection) URI.create(url + path).toURL().openConnection());
    }

    /** Posts lines of JSON. Fails unless they were all made durable. */
    public String post(String body) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(url + "/api/v1/events").toURL().openConnection();
        connection.setReadTimeout(LONGEST_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return answer(connection);
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() >= 300) {
            throw new IOException("the server answered " + connection.getResponseCode());
        }
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
