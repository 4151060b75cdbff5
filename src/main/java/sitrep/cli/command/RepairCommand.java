package sitrep.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sitrep.config.Config;

/** {@code sitrep repair}: a data folder in which something cannot be read. */
@Command(
        name = "repair",
        description =
                "Looks through a data folder that no server works with, and says what it would repair: events that"
                        + " cannot be read are set aside, and the index of tasks is rebuilt from the log.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep repair", "  sitrep repair --yes"},
        sortOptions = false)
public final class RepairCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--yes", description = "Also do it.")
    private boolean yes;

    private final RootCommand root;
    private final ServerCommands server;

    public RepairCommand(RootCommand root, ServerCommands server) {
        this.root = root;
        this.server = server;
    }

    @Override
    public Integer call() {
        var environment = root.surroundings().environment();
        return server.repair(data.orElseGet(() -> Config.dataFolder(environment)), yes);
    }
}
