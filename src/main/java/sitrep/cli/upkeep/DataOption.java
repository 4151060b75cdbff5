package sitrep.cli.upkeep;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sitrep.cli.command.RootCommand;
import sitrep.config.Config;
import sitrep.config.LogPlace;
import sitrep.config.PostgresAddress;

/** Which log is meant: that of a data folder, or one in a database. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "ADDRESS",
            description = "A PostgreSQL database that has the log instead; else SITREP_STORE.")
    private Optional<String> store = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** A folder that is named, and no database, is meant before a database that the environment names. */
    LogPlace log(RootCommand root) {
        var environment = root.surroundings().environment();
        var folder = data.orElseGet(() -> Config.dataFolder(environment));
        if (data.isPresent() && store.isEmpty()) return LogPlace.in(folder);
        try {
            return new LogPlace(folder, PostgresAddress.said(store, environment));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
