package sitrep.cli.agents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;
import sitrep.connect.codex.AppServerFacts;
import sitrep.connect.hooks.meaning.Around;
import sitrep.connect.process.command.CommandSurroundings;
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
    private static final String TASK = "SITREP_TASK";
    private static final String RUN = "SITREP_RUN";

    @Option(names = "--task", paramLabel = "ID", description = "The task that it serves; else one for each session.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who asks; else you.")
    private Optional<String> owner = Optional.empty();

    @Parameters(paramLabel = "CODEX", arity = "1..*", description = "Its command, preferably after --.")
    private List<String> command = List.of();

    private final RootCommand root;

    public AppServerCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        return TeedAgent.of(root, command).run(this::handOn, this::facts);
    }

    /** The task that it serves, without the run of another. */
    private void handOn(Map<String, String> environment) {
        task.ifPresent(id -> {
            if (!id.equals(environment.put(TASK, id))) environment.remove(RUN);
        });
    }

    private AppServerFacts facts() {
        var here = CommandSurroundings.here();
        var environment = root.surroundings().environment();
        var inherited = environment.getOrDefault(TASK, "");
        var named = task.orElse(inherited);
        var run = named.equals(inherited) ? environment.getOrDefault(RUN, "") : "";
        var around = Around.of(named, run, environment.getOrDefault("TRACEPARENT", ""));
        var user = owner.or(() -> here.owner().map(Owner::name));
        return new AppServerFacts(here.host(), user, around);
    }
}
