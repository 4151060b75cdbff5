package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.UpkeepCommands;

/** {@code sitrep export}: all events, a line each. */
@Command(
        name = "export",
        description =
                "Writes all events of a data folder, in their order, as CloudEvents 1.0 in JSON, one a line. A server"
                        + " may work with it meanwhile.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep export events.ndjson", "  sitrep export | gzip >events.ndjson.gz"},
        sortOptions = false)
public final class ExportCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where they go; it must not be there yet. Else, or with '-', to standard output.")
    private Optional<String> file = Optional.empty();

    @Mixin
    private final DataOption data = new DataOption();

    private final RootCommand root;
    private final UpkeepCommands upkeep;

    public ExportCommand(RootCommand root, UpkeepCommands upkeep) {
        this.root = root;
        this.upkeep = upkeep;
    }

    @Override
    public Integer call() {
        return upkeep.export(
                data.log(root), file.filter(name -> !name.equals("-")).map(Path::of));
    }
}
