package sitrep.connect.acp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The agents that {@code ./sitrep test} has installed. Without one a test is skipped, which is a failure on CI. */
public final class AcpAgents {
    private AcpAgents() {}

    /** The one that has Claude Code work. */
    public static Path claude() {
        return required("ACP", "@agentclientprotocol/claude-agent-acp/dist/index.js");
    }

    public static Path gemini() {
        return required("GEMINI", "@google/gemini-cli/bundle/gemini.js");
    }

    private static Path required(String name, String program) {
        var namedBy = "SITREP_" + name + "_INSTALL";
        var found = Optional.ofNullable(System.getenv(namedBy))
                .map(folder -> Path.of(folder, "node_modules").resolve(program))
                .filter(Files::isRegularFile);
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "it is not there: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_" + name))
                                .orElse("./sitrep test installs it and sets " + namedBy + " to its folder"));
        return found.orElseThrow();
    }
}
