package sitrep.connect.process.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sitrep.LongEnough;

/** Starts the wrapper as a process of its own, as a person would. */
public record Wrapping(Path data, String server, Map<String, String> environment) {

    public Wrapping(Path data, String server) {
        this(data, server, Map.of());
    }

    /** How a wrapper ended. */
    public record Ended(int status, byte[] out, String err) {
        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    public Wrapping with(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new Wrapping(data, server, more);
    }

    /** The words that start the wrapper, up to those that are given. */
    public List<String> words(String... words) {
        var all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName()));
        all.addAll(List.of(words));
        return all;
    }

    Process start(List<String> words) {
        var builder = new ProcessBuilder(heedful(words));
        builder.environment().keySet().removeAll(List.of("SITREP_TASK", "SITREP_RUN", "TRACEPARENT", "SITREP_TOKEN"));
        builder.environment().put("SITREP_URL", server);
        builder.environment().put("SITREP_DATA", data.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the background or under nohup we were told to ignore signals; who is tested here must not inherit that. */
    public static List<String> heedful(List<String> words) {
        try {
            var status = Path.of("/proc/self/status");
            if (!Files.exists(status) || Files.readString(status).contains("SigIgn:\t0000000000000000")) return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,QUIT"));
        all.addAll(words);
        return all;
    }

    public Process start(String... words) {
        return start(words(words));
    }

    public Ended run(String... words) {
        return end(start(words));
    }

    Ended run(List<String> words) {
        return end(start(words));
    }

    Ended end(Process process) {
        try {
            var err = data.resolve("err-" + process.pid());
            var drain = Thread.startVirtualThread(() -> {
                try (var in = process.getErrorStream()) {
                    Files.copy(in, err);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            process.getOutputStream().close();
            var out = process.getInputStream().readAllBytes();
            if (!process.waitFor(LongEnough.DURATION)) {
                process.destroyForcibly();
                throw new AssertionError("it does not end");
            }
            drain.join();
            return new Ended(process.exitValue(), out, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
