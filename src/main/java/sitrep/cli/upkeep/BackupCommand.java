package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

/** {@code sitrep backup}: a copy of the log. */
@Command(
        name = "backup",
        description =
                "Copies the log of a data folder into a file, while a server works with it or not. The file is whole"
                        + " or not there, and overwrites nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep backup /backup/sitrep-$(date +%%F).db",
            "  sitrep backup /backup/sitrep.db --data /var/lib/sitrep"
        },
        sortOptions = false)
public final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Where the copy goes. It must not be there yet.")
    private Path file = Path.of("");

    @Mixin
    private final DataOption data = new DataOption();

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public BackupCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.backup(data.log(root), file);
    }
}
