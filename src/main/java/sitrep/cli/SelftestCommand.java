package sitrep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sitrep selftest}: a short rehearsed life of the server, by which the launcher trains its cache. */
@Command(name = "selftest", hidden = true, description = "Starts a server, tries all of it, and stops it.")
final class SelftestCommand implements Callable<Integer> {

    private final Server server;

    SelftestCommand(Server server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.selftest();
    }
}
