package sitrep.cli.act;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep answer} and {@code sitrep steer}: says something to a task's source. */
@Command(sortOptions = false)
public final class SayCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORDS", description = "What to say.")
    private List<String> words = List.of();

    @Option(names = "--secret", description = "The words are for the source alone, and are not written down.")
    private boolean isSecret;

    @Mixin
    private ActOptions options = new ActOptions();

    private final RootCommand root;
    private final String verb;

    /** @param verb as on the wire */
    public SayCommand(RootCommand root, String verb) {
        this.root = root;
        this.verb = verb;
    }

    @Override
    public Integer call() {
        var text = Optional.of(String.join(" ", words));
        return new ActAsking(root.talk(), options, verb, text, isSecret).ask(List.of(task));
    }
}
