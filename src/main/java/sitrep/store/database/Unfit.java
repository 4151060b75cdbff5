package sitrep.store.database;

import java.sql.SQLException;

/** A database that could not keep what it is given: its message says why, and what to do. */
final class Unfit extends SQLException {
    private static final long serialVersionUID = 1;

    Unfit(String message) {
        super(message);
    }
}
