package sitrep.cli.agents;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;

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

    @Option(names = "--task", paramLabel = "ID", description = "The task that it serves; else one for each session.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who asks; else you.")
    private Optional<String> owner = Optional.empty();

    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "The agent's command, preferably after --.")
    private List<String> command = List.of();

    private final RootCommand root;

    public AcpCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var environment = root.surroundings().environment();
        var agent = TeedAgent.of(root, command);
        try {
            var around = AcpPair.Around.of(environment, task.map(TaskId::new));
            return agent.run(around::handOn, () -> new AcpFacts(pair(agent, around)));
        } catch (Invalid e) {
            return root.talk().wrong(ExitCode.USAGE, "Not understood", String.valueOf(e.getMessage()));
        }
    }

    private AcpPair pair(TeedAgent agent, AcpPair.Around around) {
        var here = CommandSurroundings.here();
        return new AcpPair(
                agent.own(),
                "acp@" + here.host(),
                here.host(),
                agent.program(),
                owner.map(who -> new Owner(who, Optional.of(here.folder()))).or(here::owner),
                around);
    }
}
