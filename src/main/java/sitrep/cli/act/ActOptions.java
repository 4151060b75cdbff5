package sitrep.cli.act;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command that asks something of a source can be told. */
final class ActOptions {
    @Option(names = "--run", paramLabel = "ID", description = "Of which run, where there are several.")
    Optional<String> run = Optional.empty();

    @Option(names = "--block", paramLabel = "ID", description = "Which of its waits, where there are several.")
    Optional<String> block = Optional.empty();

    @Option(names = "--yes", description = "Do it without asking again, also what cannot be undone.")
    boolean isSure;

    @Option(names = "--by", paramLabel = "NAME", description = "Who asks; else SITREP_BY, or your account.")
    Optional<String> by = Optional.empty();
}
