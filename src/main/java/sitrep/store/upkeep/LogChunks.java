package sitrep.store.upkeep;

import java.sql.SQLException;
import java.util.List;
import sitrep.config.LogPlace;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;

/** A log, only read, be it that a server writes to it meanwhile. For one thread at a time. */
public interface LogChunks extends AutoCloseable {

    /**
     * That in a data folder, or in a database.
     *
     * @throws StoreFailure if there is none that this Sitrep knows, or it is as an older one kept it
     */
    static LogChunks at(LogPlace place) {
        return place.store().isPresent()
                ? LogOnServer.at(place.store().get())
                : LogFile.in(place.data()).inThisForm();
    }

    /** The newest place; 0 while it is empty. */
    long last();

    /** The chunks from the one that has what follows a place, some of them; empty when there are none. */
    List<Chunk> after(long place);

    /** From now on it is read as it is now, whatever is written to it. */
    void stand() throws SQLException;

    @Override
    void close();
}
