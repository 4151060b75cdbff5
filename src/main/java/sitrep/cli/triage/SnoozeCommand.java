package sitrep.cli.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sitrep.cli.command.RootCommand;

/** {@code sitrep snooze}: not now. */
@Command(
        name = "snooze",
        description = "Puts a task off: it leaves the front of the board until then, or until something new happens.",
        footerHeading = "%nExample:%n",
        footer = {"  sitrep snooze build-42 --for 30m", "  sitrep snooze build-42 --until change"},
        sortOptions = false)
public final class SnoozeCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "Its id, or its whole name.")
    private List<String> tasks = List.of();

    @Option(names = "--for", paramLabel = "TIME", description = "For how long, as in 30m or 4h; default: 1h.")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Until when, as in 2026-11-22T10:42:10Z, or 'change': until anything about it changes.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else SITREP_BY, or your account.")
    private Optional<String> by = Optional.empty();

    private final RootCommand root;

    public SnoozeCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var span = until.isPresent() ? time : time.or(() -> Optional.of("1h"));
        var fields = new HashMap<String, String>();
        span.ifPresent(it -> fields.put("for", it));
        until.ifPresent(it -> fields.put("until", it));
        return new TaskNoting(root.talk()).note(tasks, "snoozed", by, fields);
    }
}
