package sitrep.cli.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep note}: something worth knowing of a task, in words. */
@Command(
        name = "note",
        description = "Notes something on a task in words, for whoever looks at it next.",
        footerHeading = "%nExample:%n",
        footer = {"  sitrep note build-42 The mirror is down until noon, ask Dana"},
        sortOptions = false)
public final class RemarkCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORDS", description = "What to note.")
    private List<String> words = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else SITREP_BY, or your account.")
    private Optional<String> by = Optional.empty();

    private final RootCommand root;

    public RemarkCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return new TaskNoting(root.talk()).note(List.of(task), "remarked", by, Map.of("text", String.join(" ", words)));
    }
}
