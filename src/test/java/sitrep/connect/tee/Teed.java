package sitrep.connect.tee;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.connect.process.start.Wrapping;

/** Starts {@code sitrep acp} as a process of its own, as a client would. */
public record Teed(Path data, String server, Map<String, String> environment) {

    public Teed(Path data, String server) {
        this(data, server, Map.of());
    }

    /** The same with one more variable. */
    public Teed with(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new Teed(data, server, more);
    }

    /** The words that start it, up to those that are given. */
    public static List<String> words(String... agent) {
        return behind("acp", agent);
    }

    /** The same for another protocol. */
    public static List<String> behind(String command, String... agent) {
        var all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "sitrep.Main",
                command,
                "--"));
        all.addAll(List.of(agent));
        return all;
    }

    /** Ours, from whatever folder it is started. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public ProcessBuilder builder(List<String> words) {
        var builder = new ProcessBuilder(Wrapping.heedful(words));
        builder.environment().keySet().removeAll(List.of("SITREP_TASK", "SITREP_RUN", "TRACEPARENT", "SITREP_TOKEN"));
        builder.environment().put("SITREP_URL", server);
        builder.environment().put("SITREP_DATA", data.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    Process start(String... agent) {
        try {
            return builder(words(agent)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
