package sitrep.cli.upkeep;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

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

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--yes", description = "Also do it.")
    private boolean yes;

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public RepairCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.repair(data.log(root), yes);
    }
}
