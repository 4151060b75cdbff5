package sitrep.cli.act;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep deny} and those like it: asks a source for something that needs no words. */
@Command(sortOptions = false)
public final class ActCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "Its id, or its whole name.")
    private List<String> tasks = List.of();

    @Mixin
    private ActOptions options = new ActOptions();

    private final RootCommand root;
    private final String verb;

    /** @param verb as on the wire */
    public ActCommand(RootCommand root, String verb) {
        this.root = root;
        this.verb = verb;
    }

    @Override
    public Integer call() {
        return new ActAsking(root.talk(), options, verb, Optional.empty(), false).ask(tasks);
    }
}
