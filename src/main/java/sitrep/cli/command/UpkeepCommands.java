package sitrep.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import sitrep.config.LogPlace;

/** What commands want done with a log, wherever it is. Each answers what the process is to end with. */
public interface UpkeepCommands {

    /** Copies the log into a file, be it that a server works with it. */
    int backup(LogPlace log, Path file);

    /**
     * Puts a copy in the place of the log.
     *
     * @param isAsked whether a log with events may be replaced
     */
    int recover(LogPlace log, Path file, boolean isAsked);

    /** Writes all events into a file, or to standard output. */
    int export(LogPlace log, Optional<Path> file);

    /** Adds the events in a file, or from standard input. */
    int takeIn(LogPlace log, Optional<Path> file);

    /** Says whether the log is as it was written. */
    int verify(LogPlace log);

    /** Says what is to be repaired, and does it if it is to. */
    int repair(LogPlace log, boolean isToBeDone);
}
