package sitrep.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sitrep.cli.demo.Demo;
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
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; default: " + Config.PORT + ", or a free one where that is taken.")
    private Optional<Integer> port = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final RootCommand root;
    private final ServerCommands server;

    public DemoCommand(RootCommand root, ServerCommands server) {
        this.root = root;
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.demo(port.map(it -> PortOption.of(it, spec)), new Demo(root.surroundings()));
    }
}
