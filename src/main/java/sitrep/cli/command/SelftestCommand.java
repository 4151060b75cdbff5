package sitrep.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sitrep selftest}: a short rehearsed life of the server, by which the launcher trains its cache. */
@Command(name = "selftest", hidden = true, description = "Starts a server, tries all of it, and stops it.")
public final class SelftestCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Run before it stops, with SITREP_URL set.")
    private List<String> command = List.of();

    private final ServerCommands server;

    public SelftestCommand(ServerCommands server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.selftest(command);
    }
}
