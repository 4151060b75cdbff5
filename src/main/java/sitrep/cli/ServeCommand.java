package sitrep.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sitrep.config.Config;
import sitrep.core.Invalid;
import sitrep.core.Patience;

/** {@code sitrep serve}: the server. */
@Command(
        name = "serve",
        description = "Starts the server and the board's page, and prints where they are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep serve",
            "  sitrep serve --port 8080 --data /var/lib/sitrep",
            "  SITREP_TOKEN=$(openssl rand -hex 20) sitrep serve --bind 0.0.0.0"
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; usually " + Config.PORT + ", 0 takes a free one.")
    private int port = Config.PORT;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "On which address; usually " + Config.LOOPBACK + ". Any that others can reach needs a token.")
    private String bind = Config.LOOPBACK;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is kept; else SITREP_DATA; else sitrep in the XDG state folder.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Who shows it may read and write; else SITREP_TOKEN, which others cannot see in the process list.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "WHOSE[/WHAT]=TIME",
            description = "How long runs may be silent, instead of the usual limits: WHOSE is source:NAME or"
                    + " label:KEY=VALUE, WHAT an act, a phase or a condition. May be given several times.")
    private List<String> limits = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Root root;
    private final Server server;

    ServeCommand(Root root, Server server) {
        this.root = root;
        this.server = server;
    }

    private List<Patience.Amendment> amendments() {
        try {
            return limits.stream().map(LimitOption::read).toList();
        } catch (Invalid e) {
            throw new ParameterException(spec.commandLine(), "--limit: " + e.getMessage());
        }
    }

    @Override
    public Integer call() {
        var environment = root.surroundings().environment();
        return server.serve(new Config(
                bind,
                port,
                data.orElseGet(() -> Config.dataFolder(environment)),
                token.or(() -> Config.token(environment)),
                amendments()));
    }
}
