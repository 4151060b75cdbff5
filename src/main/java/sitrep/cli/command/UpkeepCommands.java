package sitrep.cli.command;

import java.nio.file.Path;
import java.util.Optional;

/** What commands want done with a data folder and the log in it. Each answers what the process is to end with. */
public interface UpkeepCommands {

    /** Copies the log into a file, be it that a server works with it. */
    int backup(Path data, Path file);

    /**
     * Puts a copy in the place of the log.
     *
     * @param isAsked whether a log with events may be replaced
     */
    int recover(Path data, Path file, boolean isAsked);

    /** Writes all events into a file, or to standard output. */
    int export(Path data, Optional<Path> file);

    /** Adds the events in a file, or from standard input. */
    int takeIn(Path data, Optional<Path> file);

    /** Says whether the log is as it was written. */
    int verify(Path data);

    /** Says what is to be repaired in a data folder, and does it if it is to. */
    int repair(Path data, boolean isToBeDone);
}
