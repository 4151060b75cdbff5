package sitrep.cli.agents;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.connect.codex.AppServerFacts;
import sitrep.core.event.Owner;

/** {@code sitrep app-server}: Codex as if its client had started it, and its work on the board. */
@Command(
        name = "app-server",
        description = "Runs Codex's app-server, and shows its work on the board. To be put in front of its command"
                + " wherever its client has it. What the two say passes unchanged; signals and exit status are the"
                + " app-server's own, and it runs just the same without a server.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep app-server -- codex app-server"},
        sortOptions = false)
public final class AppServerCommand implements Callable<Integer> {

    @Mixin
    private TeedWork work = new TeedWork();

    @Parameters(paramLabel = "CODEX", arity = "1..*", description = "Its command, preferably after --.")
    private List<String> command = List.of();

    private final RootCommand root;

    public AppServerCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        return TeedAgent.of(root, command)
                .run(work, (here, owner, around) -> new AppServerFacts(here, owner.map(Owner::name), around));
    }
}
