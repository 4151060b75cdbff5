package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

/** {@code sitrep recover}: a copy of the log is put back. */
@Command(
        name = "recover",
        description =
                "Puts a copy that 'sitrep backup' made in the place of the log of a data folder that no server works"
                        + " with. It is looked through first. The tasks are there once a server was started.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep recover /backup/sitrep.db", "  sitrep recover /backup/sitrep.db --data /tmp/as-it-was"},
        sortOptions = false)
public final class RecoverCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The copy; it stays as it is.")
    private Path file = Path.of("");

    @Option(names = "--yes", description = "Also where the folder has events, which are kept aside under another name.")
    private boolean yes;

    @Mixin
    private final DataOption data = new DataOption();

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public RecoverCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.recover(data.log(root), file, yes);
    }
}
