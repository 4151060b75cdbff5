package sitrep.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.ServerCommands;

/**
 * {@code sitrep rehearse}: what people and scripts ask of a server, one after the other, in one process. By its short
 * life the launcher trains the cache of short commands.
 */
@Command(name = "rehearse", hidden = true, description = "Asks a server all there is to ask, in silence.")
final class RehearseCommand implements Callable<Integer> {

    private static final List<String> COMMANDS = List.of(
            "report --task rehearsal --name Rehearsal --phase testing --progress 1/2",
            "report --task rehearsal --outcome succeeded --summary through",
            "",
            "ls",
            "ls --json",
            "show rehearsal",
            "show rehearsal --json",
            "why rehearsal phase",
            "events rehearsal",
            "wait rehearsal --timeout 10s",
            "ack rehearsal",
            "snooze rehearsal",
            "dismiss rehearsal",
            "restore rehearsal",
            "version");

    private final CommandLineSurroundings surroundings;
    private final ServerCommands server;

    RehearseCommand(CommandLineSurroundings surroundings, ServerCommands server) {
        this.surroundings = surroundings;
        this.server = server;
    }

    /** Runs them all, and ends with the first code that is not that of success. */
    @Override
    public Integer call() {
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            var unseen = new CommandLineSurroundings(
                    surroundings.environment(),
                    nowhere,
                    surroundings.err(),
                    surroundings.clock(),
                    surroundings.zone(),
                    false,
                    surroundings.terminalSize());
            var worst = ExitCode.OK;
            for (var command : COMMANDS) {
                var words = command.isEmpty() ? new String[0] : command.split(" ", -1);
                var code = Cli.run(words, unseen, server);
                if (worst == ExitCode.OK) worst = code;
            }
            return worst;
        }
    }
}
