package sitrep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sitrep.config.Config;

/** {@code sitrep demo}: a board full of work, for a look around. */
@Command(
        name = "demo",
        description =
                "Starts a server whose board is full of work: a day that was recorded from a real OpenClaw, as if it"
                        + " were today, and a few real commands. Nothing of it is kept.",
        footerHeading = "%nExample:%n",
        footer = "  sitrep demo --port 0",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; usually " + Config.PORT + ", 0 takes a free one.")
    private int port = Config.PORT;

    private final Root root;
    private final Server server;

    DemoCommand(Root root, Server server) {
        this.root = root;
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.demo(port, new Demo(root.surroundings()));
    }
}
