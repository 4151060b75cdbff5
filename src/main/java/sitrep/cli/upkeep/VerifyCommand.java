package sitrep.cli.upkeep;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

/** {@code sitrep verify}: whether the log is as it was written. */
@Command(
        name = "verify",
        description =
                "Reads all of the log in a data folder, while a server works with it or not, and says whether anything"
                        + " in it was changed, left out or put in since it was written.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep verify", "  sitrep verify --data /var/lib/sitrep"},
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final DataOption data = new DataOption();

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public VerifyCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.verify(data.log(root));
    }
}
