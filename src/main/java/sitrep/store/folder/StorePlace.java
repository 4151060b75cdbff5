package sitrep.store.folder;

import java.io.IOException;
import java.sql.SQLException;
import sitrep.store.StoreFailure;

/** Where a store lives, held for as long as it is open: no two servers may write to one that is not made for it. */
public interface StorePlace extends AutoCloseable {

    /** What it is called in messages: a folder, or a database without its password. */
    String name();

    /** Whether several servers may share it, of which one leads at a time. */
    boolean isShared();

    /** Throws if what is open is no longer what is there: whatever it takes in would be lost. */
    void check();

    /** Throws if there is no room to speak of. */
    void checkRoom();

    /** What a failure of the database is, said for people. */
    StoreFailure failure(String otherwise, SQLException e);

    @Override
    void close() throws IOException;
}
