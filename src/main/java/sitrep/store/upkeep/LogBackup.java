package sitrep.store.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import sitrep.store.StoreFailure;
import sitrep.store.folder.WholeFile;

/**
 * A copy of a log as it was at one moment, made while a server may write to it. It is a log itself, of one file.
 *
 * @param last the place of its newest event
 */
public record LogBackup(long events, long last, long bytes) {

    /** @throws StoreFailure if there is no log in the folder, or the file is there already or cannot be written */
    public static LogBackup write(Path folder, Path file) {
        try (var log = LogFile.in(folder);
                var whole = WholeFile.create(file)) {
            log.copyInto(whole.part());
            var backup = of(whole.part());
            whole.done();
            return backup;
        } catch (SQLException | IOException e) {
            throw new StoreFailure("The copy was not made: " + e.getMessage() + ". Nothing of it was kept.", e);
        }
    }

    private static LogBackup of(Path file) throws IOException {
        try (var copy = LogFile.open(file)) {
            return new LogBackup(copy.events(), copy.last(), Files.size(file));
        }
    }
}
