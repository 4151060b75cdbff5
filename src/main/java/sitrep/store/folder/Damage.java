package sitrep.store.folder;

import java.io.IOException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;
import sitrep.store.StoreFailure;

/** An index that is no database any more, or one with a part missing. */
public final class Damage {
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private Damage() {}

    /** Whether something failed because of the file itself, and not because it is in use or the disk is full. */
    public static boolean isBehind(Exception failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLiteException sql && isOfFile(sql));
    }

    private static boolean isOfFile(SQLiteException failure) {
        return switch (failure.getResultCode()) {
            case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_SEQUENCE, SQLITE_CORRUPT_VTAB ->
                true;
            case SQLITE_IOERR_SHORT_READ, SQLITE_FORMAT -> true;
            default -> false;
        };
    }

    /** Throws it away, for all of it can be made anew, and says so. */
    public static void removeIndex(DataFolder held, Exception why) {
        LOG.warn("The index of tasks cannot be opened and is made anew from the log: {}", why.getMessage());
        try {
            held.removeIndex();
        } catch (IOException e) {
            throw new StoreFailure("The damaged index in " + held.path() + " cannot be removed: " + e, e);
        }
    }
}
