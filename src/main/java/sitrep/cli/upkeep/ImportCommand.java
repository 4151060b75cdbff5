package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

/** {@code sitrep import}: events that were exported. */
@Command(
        name = "import",
        description =
                "Adds events that 'sitrep export' wrote to the log of a data folder that no server works with: all of"
                        + " them, or none if anything is wrong with a line. What is there already is passed over.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep import events.ndjson", "  gunzip -c events.ndjson.gz | sitrep import - --data /tmp/anew"},
        sortOptions = false)
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file with a CloudEvent a line; '-' is standard input.")
    private String file = "-";

    @Mixin
    private final DataOption data = new DataOption();

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public ImportCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.takeIn(
                data.log(root),
                Optional.of(file).filter(name -> !name.equals("-")).map(Path::of));
    }
}
