package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import sitrep.cli.command.RootCommand;
import sitrep.config.Config;

/** Which data folder is meant. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    Path folder(RootCommand root) {
        return data.orElseGet(() -> Config.dataFolder(root.surroundings().environment()));
    }
}
