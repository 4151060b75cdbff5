package sitrep.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code sitrep rehearse}: what people and scripts ask of a server, one after the other, in one process. By its short
 * life the launcher trains the cache of short commands. It asks of the task that the selftest of the server leaves.
 */
@Command(name = "rehearse", hidden = true, description = "Asks a selftest's server all there is to ask, in silence.")
final class RehearseCommand implements Callable<Integer> {

    private static final List<String> COMMANDS = List.of(
            "",
            "ls",
            "ls --json",
            "show selftest",
            "show selftest --json",
            "why selftest phase",
            "events selftest",
            "report --task selftest --update rehearsed",
            "wait selftest --timeout 1m",
            "ack selftest",
            "snooze selftest",
            "dismiss selftest",
            "restore selftest",
            "version");

    private final Surroundings surroundings;
    private final Server server;

    RehearseCommand(Surroundings surroundings, Server server) {
        this.surroundings = surroundings;
        this.server = server;
    }

    /** Ends with the code of the first command that went wrong. */
    @Override
    public Integer call() {
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            var unseen = new Surroundings(
                    surroundings.environment(),
                    nowhere,
                    surroundings.err(),
                    surroundings.clock(),
                    surroundings.zone(),
                    false,
                    surroundings.terminalSize());
            for (var command : COMMANDS) {
                var words = command.isEmpty() ? new String[0] : command.split(" ", -1);
                var code = Cli.run(words, unseen, server);
                if (code != ExitCode.OK) return code;
            }
            return ExitCode.OK;
        }
    }
}
