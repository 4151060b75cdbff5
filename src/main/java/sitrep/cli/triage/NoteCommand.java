package sitrep.cli.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep ack}, {@code dismiss}, {@code restore} and {@code undo}: what an operator notes on a task. */
@Command(sortOptions = false)
public final class NoteCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "Its id, or its whole name.")
    private List<String> tasks = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else SITREP_BY, or your account.")
    private Optional<String> by = Optional.empty();

    private final RootCommand root;
    private final String note;

    /** @param note the last word of the API's path, as in {@code acknowledged} */
    public NoteCommand(RootCommand root, String note) {
        this.root = root;
        this.note = note;
    }

    @Override
    public Integer call() {
        return new TaskNoting(root.talk()).note(tasks, note, by, Map.of());
    }
}
