package sitrep.cli.agents;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.McpRelay;
import sitrep.cli.command.RootCommand;
import sitrep.connect.foreign.Around;
import sitrep.core.event.TaskId;

/** {@code sitrep mcp}: the board for a model, over standard input and output. Programs that have agents start it. */
@Command(
        name = "mcp",
        description = "Gives a program with agents the tools of a running server, in the Model Context Protocol over"
                + " standard input and output. It is started by that program and ends with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claude mcp add sitrep -- sitrep mcp",
            "  codex mcp add sitrep -- sitrep mcp",
            "  opencode: {\"mcp\":{\"sitrep\":{\"type\":\"local\",\"command\":[\"sitrep\",\"mcp\"]}}}"
        },
        sortOptions = false)
public final class McpCommand implements Callable<Integer> {
    private final RootCommand root;
    private final InputStream in;

    /** @param in what the program says */
    public McpCommand(RootCommand root, InputStream in) {
        this.root = root;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var talk = root.talk();
        var task = Around.of(talk.surroundings().environment()).task().map(TaskId::text);
        new McpRelay(talk.client(), task, talk.surroundings().out()).carry(in);
        return ExitCode.OK;
    }
}
