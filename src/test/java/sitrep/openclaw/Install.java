package sitrep.openclaw;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Where {@code ./sitrep test} has installed OpenClaw, the Node it runs on and the client that speaks ACP. */
public record Install(Path folder) {
    private static final String NAMED_BY = "SITREP_OPENCLAW_INSTALL";

    /** The installation that the launcher names. Without one a test is skipped, which is a failure on CI. */
    public static Install required() {
        var folder = Optional.ofNullable(System.getenv(NAMED_BY)).map(Path::of).filter(Files::isDirectory);
        Assumptions.assumeTrue(
                folder.isPresent(),
                () -> "there is no OpenClaw: "
                        + Optional.ofNullable(System.getenv("SITREP_NO_OPENCLAW"))
                                .orElse("./sitrep test installs it and sets SITREP_OPENCLAW_INSTALL to its folder"));
        return new Install(folder.orElseThrow());
    }

    /** The Node that came along, or whichever is on the path where none is packaged for the system. */
    public String node() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var own = folder.resolve("node_modules/node-linux-" + architecture + "/bin/node");
        return Files.isExecutable(own) ? own.toString() : "node";
    }

    Path program() {
        return folder.resolve("node_modules/openclaw/openclaw.mjs");
    }

    /** The same client as a command. */
    public Path acpxCommand() {
        return folder.resolve("node_modules/acpx/dist/cli.js");
    }

    Path acpx() {
        return folder.resolve("node_modules/acpx/dist/runtime.js");
    }
}
