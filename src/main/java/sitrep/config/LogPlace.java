package sitrep.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the log of events is, and the index that is made from it.
 *
 * @param data the data folder, in which they are unless there is a store
 * @param store a database on a server that has them instead
 */
public record LogPlace(Path data, Optional<PostgresAddress> store) {

    /** In a data folder. */
    public static LogPlace in(Path data) {
        return new LogPlace(data, Optional.empty());
    }

    /** As it may be shown. */
    @Override
    public String toString() {
        return store.map(PostgresAddress::toString).orElseGet(data::toString);
    }
}
