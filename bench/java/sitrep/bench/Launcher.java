package sitrep.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the launcher starts JVMs with. It says so itself (tools/develop.sh), so what is measured is what people run. */
public final class Launcher {
    /** Flags of a server's JVM. */
    static final List<String> SERVING = words("bench.serving");

    /** Flags of a short command's JVM. */
    static final List<String> BRIEF = words("bench.brief");

    private Launcher() {}

    /** The launcher itself. */
    static String script() {
        return said("bench.launcher");
    }

    /** The cache of a server's life that the launcher uses. */
    static Path servingCache() {
        return Path.of(said("bench.serving-cache"));
    }

    /** The cache of a short command's life that the launcher uses. */
    static Path briefCache() {
        return Path.of(said("bench.brief-cache"));
    }

    /** Zipkin's server, which is fetched only for the bench that needs it. */
    public static Path peer() {
        return Path.of(said("bench.peer"));
    }

    private static List<String> words(String property) {
        return List.of(said(property).strip().split("\\s+"));
    }

    private static String said(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException(property + " is not set: start this by ./sitrep bench"));
    }
}
