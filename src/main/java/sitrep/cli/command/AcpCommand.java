package sitrep.cli.command;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.config.Config;
import sitrep.connect.acp.line.AcpTee;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.outbox.HttpDelivery;
import sitrep.connect.outbox.Spool;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.NotStarted;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.json.EventJson;
import sitrep.json.Ids;

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
    private List<String> agent = List.of();

    private final RootCommand root;

    public AcpCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var environment = root.surroundings().environment();
        var own = new Ids(root.surroundings().clock()).get();
        try {
            return AcpTee.run(
                    agent,
                    pair(environment, own),
                    () -> spool(environment, own),
                    root.surroundings().clock());
        } catch (Invalid e) {
            return root.talk().wrong(ExitCode.USAGE, "Not understood", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            var failure = NotStarted.of(agent.getFirst(), e);
            return root.talk().wrong(failure.status(), "Not started", failure.message());
        }
    }

    private AcpPair pair(Map<String, String> environment, String own) {
        var here = CommandSurroundings.here();
        var program = agent.getFirst().substring(agent.getFirst().lastIndexOf('/') + 1);
        return new AcpPair(
                own,
                "acp@" + here.host(),
                here.host(),
                program,
                owner.map(who -> new Owner(who, Optional.of(here.folder()))).or(here::owner),
                AcpPair.Around.of(environment, task.map(TaskId::new)));
    }

    private Spool spool(Map<String, String> environment, String own) {
        return Spool.open(
                Config.dataFolder(environment).resolve("outbox"),
                own,
                new HttpDelivery(URI.create(root.url()), Config.token(environment)),
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
    }
}
