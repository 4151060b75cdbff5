package sitrep.cli.act;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep approve}: lets something happen, once or for good. */
@Command(
        description = "Lets what a task waits to be allowed happen, once.",
        footerHeading = "%nExamples:%n",
        footer = {"  sitrep approve build-42", "  sitrep approve build-42 --always --yes"},
        sortOptions = false)
public final class ApproveCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "Its id, or its whole name.")
    private List<String> tasks = List.of();

    @Option(names = "--always", description = "And from now on without asking.")
    private boolean isForGood;

    @Mixin
    private ActOptions options = new ActOptions();

    private final RootCommand root;

    public ApproveCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var verb = isForGood ? "approve_always" : "approve";
        return new ActAsking(root.talk(), options, verb, Optional.empty(), false).ask(tasks);
    }
}
