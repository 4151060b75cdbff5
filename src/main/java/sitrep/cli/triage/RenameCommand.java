package sitrep.cli.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep rename}: what operators call a task, whatever its sources do. */
@Command(
        name = "rename",
        description = "Gives a task a name of yours, which stands whatever its source calls it. Without a name it goes"
                + " by its source's again.",
        footerHeading = "%nExample:%n",
        footer = {"  sitrep rename build-42 Nightly build, with the new compiler", "  sitrep rename build-42"},
        sortOptions = false)
public final class RenameCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id, or its whole name.")
    private String task = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "The name; several words are one.")
    private List<String> name = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else SITREP_BY, or your account.")
    private Optional<String> by = Optional.empty();

    private final RootCommand root;

    public RenameCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var fields = name.isEmpty() ? Map.<String, String>of() : Map.of("name", String.join(" ", name));
        return new TaskNoting(root.talk()).note(List.of(task), "renamed", by, fields);
    }
}
