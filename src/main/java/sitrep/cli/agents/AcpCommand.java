package sitrep.cli.agents;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;

/** {@code sitrep acp}: an agent as if its client had started it, and its work on the board. */
@Command(
        name = "acp",
        description = "Runs an agent that speaks the Agent Client Protocol, and shows its work on the board. To be put"
                + " in front of the agent's command wherever its client has it. What the two say passes unchanged;"
                + " signals and exit status are the agent's own, and it runs just the same without a server.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sitrep acp -- claude-agent-acp",
            "  sitrep acp -- gemini --acp",
            "  acpx --agent 'sitrep acp -- claude-agent-acp' exec 'Fix the build'"
        },
        sortOptions = false)
public final class AcpCommand implements Callable<Integer> {

    @Mixin
    private TeedWork work = new TeedWork();

    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "The agent's command, preferably after --.")
    private List<String> command = List.of();

    private final RootCommand root;

    public AcpCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var agent = TeedAgent.of(root, command);
        return agent.run(
                work,
                (here, owner, around) ->
                        new AcpFacts(new AcpPair(agent.own(), "acp@" + here, here, agent.program(), owner, around)));
    }
}
