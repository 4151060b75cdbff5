package sitrep.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A morning in an office whose agents are at work: something in each group of the board, and a task with a history. */
final class Office {
    private Office() {}

    /** The task whose page is worth a look. */
    static final String RELEASE = "release-2.4";

    /** Tasks there are. */
    static final int TASKS = 16;

    private static final Path REPORTS = Path.of("src/test/resources/web/office.txt");

    /** Reports all of it to a server. Each line is how many seconds ago it was said, and the report. */
    static void reportTo(Served served) {
        try (var lines = Files.lines(REPORTS)) {
            served.report(lines.map(line -> line.split(" ", 2))
                    .map(line -> new Served.Reported(Duration.ofSeconds(Long.parseLong(line[0])), line[1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
